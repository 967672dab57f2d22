import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

const KEYS = 10;

export const configBurst = defineShardKvTest({
  id: '4B/config-burst',
  title: 'configurations that come faster than groups look for them are all taken, one by one',
  property: shardProgress,
  hint: 'take configurations one by one, each only when all shards of the one before have arrived; delete a shard only when the new owner says that it has it',
  maxRaftState: 1000,
  isExtra: true,
  faults: ['a group down while it gets shards and loses them again'],
  minimum: { operations: 7 * KEYS, faults: { crash: 3, restart: 3 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);

    await cluster.join(101);
    await cluster.leave(100);
    await cluster.join(102);
    await cluster.leave(101);
    await known.checkAndAppend();

    await cluster.join(100);
    await cluster.leave(102);
    await cluster.join(101, 102);
    await cluster.leave(100);
    await known.checkAndAppend();

    // What passes through the group that is down waits for it, while the others go on one by one.
    cluster.group(100).shutDown();
    await cluster.join(100);
    await cluster.elapse(300);
    await cluster.leave(101, 102);
    await cluster.elapse(300);
    await cluster.join(101);
    await cluster.leave(100);
    await cluster.elapse(1_000);
    cluster.group(100).restart();
    await known.checkAndAppend();
  },
});
