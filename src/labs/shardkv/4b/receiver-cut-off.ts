import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { Gid } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { handoverSafety } from '../properties.ts';

const KEYS = 10;
const ROUNDS = 6;

export const receiverCutOff = defineShardKvTest({
  id: '4B/receiver-cut-off',
  title: 'a shard survives when its new owner’s leader takes it in and is cut off before it has committed it',
  property: handoverSafety,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['the receiving leader cut off from its group as the shard arrives'],
  minimum: { operations: (2 * ROUNDS + 1) * KEYS, faults: { partition: 2 * ROUNDS } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);

    // All shards go back and forth between two groups that take turns in joining and leaving.
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to]: [Gid, Gid] = round % 2 === 0 ? [100, 101] : [101, 100];
      cutOffLeaderAtArrival(to);
      await cluster.join(to);
      await cluster.leave(from);
      await cluster.elapse(1_500);
      cluster.group(to).heal();
      await known.checkAndAppend();
    }

    /** The group must know of the configuration by then, or it would send the shard away anyway. */
    function cutOffLeaderAtArrival(gid: Gid): void {
      const group = cluster.group(gid);
      const { log } = group.watch;
      const known = log.lastIndex;
      cluster.passages.atNextInto(group, () => {
        if (log.lastIndex > known || !log.isObserving) group.splitOff(group.leader as SimNode);
        else cutOffLeaderAtArrival(gid);
      });
    }
  },
});
