import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

const ROUNDS = 3;
/** For the server that is cut off to be in the middle of its elections. */
const CAMPAIGN_MS = 1_500;
/** Its timeouts are longer than any of the other's. */
const SLOW_RATE = 0.4;

export const staleCampaigner = defineRaftTest({
  id: '2B/stale-campaigner',
  title: 'a server that cannot win does not keep one that can from standing',
  property: leaderElection,
  servers: 3,
  isExtra: true,
  faults: ['a slow clock', 'a server without the last entries asks the only other one for its vote, again and again'],
  minimum: { commits: 2 * ROUNDS, elections: ROUNDS, faults: { isolate: 2 * ROUNDS, clock: 2 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const [stale] = cluster.random.shuffled(cluster.others(leader));
      if (stale === undefined) return;
      cluster.disconnect(stale);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      await cluster.elapse(CAMPAIGN_MS);

      // The two that are left are a majority, but only one of them has all that is committed, and it is in no hurry.
      const [upToDate] = cluster.others(leader, stale) as [SimNode];
      cluster.faults.inject({ kind: 'clock', node: upToDate.id, rate: SLOW_RATE });
      cluster.disconnect(leader);
      cluster.connect(stale);
      await cluster.oneLeader();
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.faults.inject({ kind: 'clock', node: upToDate.id, rate: 1 });
      cluster.connect(leader);
    }
  },
});
