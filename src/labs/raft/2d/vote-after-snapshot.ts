import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { SNAPSHOT_INTERVAL } from '../snapshot-service.ts';

const ROUNDS = 4;
/** For everybody who has applied an entry to have taken the snapshot that it is due for. */
const SNAPSHOT_MS = 50;

export const voteAfterSnapshot = defineRaftTest({
  id: '2D/vote-after-snapshot',
  title: 'a server whose log is all in its snapshot is still up to date',
  property: leaderCompleteness,
  servers: 3,
  takesSnapshots: true,
  isExtra: true,
  faults: ['an election between a server without log and one that missed entries'],
  minimum: { commits: 2 * ROUNDS, elections: ROUNDS, faults: { isolate: ROUNDS, partition: ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const [follower, stale] = cluster.random.shuffled(cluster.others(leader)) as [SimNode, SimNode];

      // The last entry, which one server misses, is also the last one of a snapshot.
      cluster.disconnect(stale);
      let index = 0;
      while ((index + 1) % SNAPSHOT_INTERVAL !== 0) {
        index = await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      }
      await cluster.elapse(SNAPSHOT_MS);

      // The one with the snapshot has no entry to show for it, and must win all the same.
      cluster.connectOnly(follower, stale);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.connect(leader);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
