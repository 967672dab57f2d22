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
      const group = cluster.group(to);
      // A group that knows of the configuration takes the shard in; another one may send it away, or fetch it first.
      const knowsEnough = cluster.progressOf(group, round % 3 === 0 ? 0 : 1);
      const disturbed = cluster.disturbPassage(
        (_, receiver) => receiver === group && knowsEnough(),
        () => group.splitOff(group.leader ?? (group.servers[0] as SimNode)),
      );
      await cluster.join(to);
      await cluster.leave(from);
      await disturbed;
      await cluster.elapse(1_500);
      group.heal();
      await known.checkAndAppend(known.keys, handoverSafety);
    }
  },
});
