import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { unaffectedShards } from '../properties.ts';

const KEYS = 10;

export const challenge2Unaffected = defineShardKvTest({
  id: '4B/challenge-2-unaffected',
  title: 'unaffected shard access (challenge 2)',
  property: unaffectedShards,
  maxRaftState: 100,
  isUnreliable: true,
  faults: ['the group down that others wait for'],
  minimum: { operations: 3 * KEYS, faults: { crash: 3 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(3);
    await cluster.join(101);
    await cluster.migrate();
    const owned = known.in(await cluster.shardsOf(101));
    await known.checkAndAppend(owned);

    // Group 101 gets the other shards too, but those can never arrive: its own must not wait for them.
    cluster.group(100).shutDown();
    await cluster.leave(100);
    await cluster.migrate();
    await known.checkAndAppend(owned, unaffectedShards);
    await known.check(owned, unaffectedShards);
  },
});
