import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { voteOnce } from '../properties.ts';

const ROUNDS = 2;
/** For the one who has lost to ask, in the term that it has lost. */
const CONTEST_MS = 1_000;
/** For one of the candidates to come to a later term than the other. */
const APART_MS = 1_500;
const ELECTION_MS = 3_000;
/** Copies arrive when all that is over. */
const LATE_MS = [8_000, 8_200] as const;
/** So slow that the voter never stands itself. */
const SLOW_RATE = 0.02;

export const lateRequests = defineRaftTest({
  id: '2A/late-requests',
  title: 'a server that is asked for its vote in a term that is over refuses it',
  property: voteOnce,
  hint: 'refuse a RequestVote of an earlier term before looking at anything else: votedFor says nothing about that term (Figure 2, RequestVote, receiver 1)',
  servers: 3,
  isExtra: true,
  faults: [
    'two servers ask a third one, whose clock is slow, in the same terms',
    'the loser’s requests arrive again 8 s later',
  ],
  minimum: { elections: 2 * ROUNDS, faults: { partition: 2 * ROUNDS, mute: ROUNDS, 'link-quality': 2 * ROUNDS } },
  async run({ cluster }) {
    const { faults } = cluster;
    for (let round = 0; round < ROUNDS; round++) {
      // Both heard the leader's last heartbeat together: they stand within a timeout of each other, in the same term.
      const voter = await cluster.oneLeader();
      const candidates = cluster.others(voter) as [SimNode, SimNode];
      const copyRequests = (from: SimNode, duplicateProbability: number) => {
        const change = { duplicateProbability, duplicateDelayMs: LATE_MS };
        faults.inject({ kind: 'link-quality', from: [from.id], to: [voter.id], change });
      };
      const hasLeader = () => candidates.some((server) => cluster.watch.leads(server));
      faults.inject({ kind: 'clock', node: voter.id, rate: SLOW_RATE });
      cluster.mute(voter);
      faults.inject({ kind: 'partition', groups: candidates.map(({ id }) => [id]) });
      await cluster.watch.until(hasLeader, ELECTION_MS);
      const loser = candidates.find((server) => !cluster.watch.leads(server)) as SimNode;
      copyRequests(loser, 1);
      await cluster.elapse(CONTEST_MS);
      copyRequests(loser, 0);

      // They elect a leader without the voter: it comes to a later term, in which it has voted for nobody.
      cluster.connectOnly(loser);
      await cluster.elapse(APART_MS);
      cluster.connectOnly(...candidates);
      await cluster.elapse(APART_MS);
      await cluster.watch.until(hasLeader, ELECTION_MS);
      cluster.connect(voter);
      await cluster.elapse(LATE_MS[1]);
      faults.inject({ kind: 'clock', node: voter.id, rate: 1 });
    }
    await cluster.oneLeader();
  },
});
