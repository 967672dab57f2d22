import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

const ROUNDS = 2;
const ELECTION_MS = 5_000;

export const staleLeader = defineRaftTest({
  id: '2A/stale-leader',
  title: 'a leader of an older term, which hears nothing, does not keep the others from electing one',
  property: leaderElection,
  servers: 5,
  isExtra: true,
  faults: ['one-way cuts: an old leader can send and hears nothing', 'leaders disconnected'],
  minimum: { elections: 2 * ROUNDS, faults: { cut: 2 * ROUNDS, isolate: 2 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      const old = await cluster.oneLeader();
      cluster.disconnect(old);
      const next = await cluster.oneLeader();

      // Three of five are left. The old leader talks to them, but does not hear that its term is over.
      const from = cluster.others(old).map(({ id }) => id);
      cluster.faults.inject({ kind: 'cut', from, to: [old.id], isCut: true });
      cluster.connect(old);
      cluster.disconnect(next);
      const majority = cluster.others(old, next);
      const isElected = await cluster.watch.until(
        () => majority.some((server) => cluster.watch.leads(server)),
        ELECTION_MS,
      );
      if (!isElected) {
        cluster.fail(leaderElection, {
          message: 'no leader was elected while the leader of an older term kept calling',
          expected: `one of three servers that reach each other leads within ${ELECTION_MS / 1_000} s`,
          actual: `none does; ${old.spec.name} still calls them in term ${cluster.watch.roleOf(old)?.term}`,
        });
      }
      cluster.faults.inject({ kind: 'cut', from, to: [old.id], isCut: false });
      cluster.connect(next);
    }
    await cluster.oneLeader();
  },
});
