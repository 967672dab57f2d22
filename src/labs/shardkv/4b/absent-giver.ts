import { background } from '../../background.ts';
import { within } from '../../within.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { handoverSafety } from '../properties.ts';

const KEYS = 10;
const SILENCE_MS = 5_000;

export const absentGiver = defineShardKvTest({
  id: '4B/absent-giver',
  title: 'a shard that does not arrive is waited for, however often it is asked for meanwhile',
  property: handoverSafety,
  hint: 'serve a shard only after its data has arrived, however long that takes: nobody else has it',
  isExtra: true,
  faults: ['the group down that has the shards'],
  minimum: { operations: 4 * KEYS, faults: { crash: 3, restart: 3 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    cluster.group(100).shutDown();
    await cluster.join(101);

    const waiting = known.in(await cluster.shardsOf(101));
    const gets = waiting.map((key) => ({ key, value: background(cluster.newClerk().get(key)) }));
    const early = await within(cluster.world, SILENCE_MS, Promise.race(gets.map(({ value }) => value)));
    if (early !== undefined) {
      cluster.fail(handoverSafety, {
        message: 'a get was answered by a group that cannot have the shard yet',
        expected: 'no answer before group 100, which has all the data, is up again',
        actual: JSON.stringify(early),
      });
    }
    cluster.group(100).restart();
    await cluster.soon(Promise.all(gets.map(({ value }) => value)));
    await known.checkAndAppend();
    await known.check();
  },
});
