import { key2shard } from '../../../sdk/shardkv.ts';
import { within } from '../../within.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardsAreSpread } from '../properties.ts';

const KEYS = 10;
/** Far longer than a get takes whose shard is served. */
const SILENCE_MS = 5_000;

export const staticShards = defineShardKvTest({
  id: '4B/static-shards',
  title: 'static shards',
  property: shardsAreSpread,
  faults: ['one group down'],
  minimum: { operations: 4 * KEYS, faults: { crash: 3, restart: 3 } },
  async run({ cluster }) {
    await cluster.join(100);
    await cluster.join(101);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(20);
    await known.check();

    // With one group down the five keys of the other are there, and nobody else answers for the rest.
    const served = known.in(await cluster.shardsOf(100));
    const waiting = known.in(await cluster.shardsOf(101));
    cluster.group(101).shutDown();
    const gets = waiting.map((key) => ({ key, value: cluster.newClerk().get(key) }));
    await Promise.all(served.map((key) => cluster.soon(cluster.newClerk().get(key))));
    for (const { key, value } of gets) {
      const early = await within(cluster.world, SILENCE_MS / waiting.length, value);
      if (early === undefined) continue;
      cluster.fail(shardsAreSpread, {
        message: `a get of key ${key} was answered while its group was down`,
        expected: `no answer before group 101, which has shard ${key2shard(key)}, is up again`,
        actual: JSON.stringify(early),
      });
    }
    cluster.group(101).restart();
    await cluster.soon(Promise.all(gets.map(({ value }) => value)));
    await known.check();
  },
});
