import { defineRaftTest } from '../define-raft-test.ts';
import { commitNeedsMajority } from '../properties.ts';

const ROUNDS = 4;
const ONE_WAY_MS = 50;

export const startInFlight = defineRaftTest({
  id: '2B/start-in-flight',
  title: 'a reply confirms what was sent, not what has been started since',
  property: commitNeedsMajority,
  servers: 3,
  isExtra: true,
  faults: ['slow links', 'one-way cuts: the leader hears replies, but its calls get lost'],
  minimum: { commits: 2 * ROUNDS, elections: ROUNDS, faults: { cut: 2 * ROUNDS, isolate: ROUNDS } },
  async run({ cluster }) {
    const everybody = cluster.servers.map(({ id }) => id);
    const change = { latencyMs: [ONE_WAY_MS, ONE_WAY_MS] } as const;
    cluster.faults.inject({ kind: 'link-quality', from: everybody, to: everybody, change });
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const to = cluster.others(leader).map(({ id }) => id);

      // The first command reaches the others. The second is started on the way, and nobody else ever hears of it.
      await cluster.start(leader, cluster.freshCommand());
      await cluster.elapse(2);
      cluster.faults.inject({ kind: 'cut', from: [leader.id], to, isCut: true });
      await cluster.elapse(ONE_WAY_MS / 2);
      const unheard = await cluster.start(leader, cluster.freshCommand());
      await cluster.elapse(3 * ONE_WAY_MS);
      if (unheard?.isLeader) cluster.expectNotApplied(commitNeedsMajority, unheard.index, 'by its leader alone');

      cluster.disconnect(leader);
      cluster.faults.inject({ kind: 'cut', from: [leader.id], to, isCut: false });
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.connect(leader);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
