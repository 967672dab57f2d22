import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { voteOnce } from '../properties.ts';

const ROUNDS = 4;
/** Two election timeouts and then some: both candidates have stood in the same term. */
const ELECTIONS_MS = 2_000;

export const twoCandidates = defineRaftTest({
  id: '2A/two-candidates',
  title: 'a server that two candidates ask in one term votes for one of them',
  property: voteOnce,
  servers: 3,
  isExtra: true,
  faults: ['two servers cannot reach each other, only a third one that makes no calls itself'],
  minimum: { elections: ROUNDS, faults: { mute: ROUNDS, partition: ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      // Both heard the leader's last heartbeat together: they stand within a timeout of each other, in the same term.
      const voter = await cluster.oneLeader();
      const [a, b] = cluster.others(voter) as [SimNode, SimNode];
      cluster.mute(voter);
      cluster.faults.inject({ kind: 'partition', groups: [[a.id], [b.id]] });
      await cluster.elapse(ELECTIONS_MS);
      cluster.connect(...cluster.servers);
    }
    await cluster.oneLeader();
  },
});
