import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

const ROUNDS = 5;
/** Time for two of five servers to try to elect a leader. */
const ELECTION_TIMEOUT_MS = 1_000;

export const persist2 = defineRaftTest({
  id: '2C/persist-2',
  title: 'more persistence',
  property: leaderCompleteness,
  servers: 5,
  faults: ['majorities that overlap in one restarted server'],
  minimum: { commits: 3 * ROUNDS + 1, elections: ROUNDS, crashes: 3 * ROUNDS, faults: { isolate: 5 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
      const leader = await cluster.oneLeader();
      const [a, b, c, d] = [1, 2, 3, 4].map((steps) => cluster.next(leader, steps)) as [
        SimNode,
        SimNode,
        SimNode,
        SimNode,
      ];

      // Three go on without two.
      cluster.disconnect(a, b);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

      // The two that missed something come back, with one that did not: it must lead, or have the leader learn from it.
      cluster.disconnect(leader, c, d);
      cluster.revive(a, b);
      await cluster.elapse(ELECTION_TIMEOUT_MS);
      cluster.revive(c);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

      cluster.connect(d, leader);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});
