import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

const KEYS = 10;
const ROUNDS = 4;

export const crossingMoves = defineShardKvTest({
  id: '4B/crossing-moves',
  title: 'groups that take shards from each other do not wait for each other',
  property: shardProgress,
  hint: 'groups must not wait for each other in a circle: answer other groups whatever this one is waiting for',
  isExtra: true,
  minimum: { operations: (2 * ROUNDS + 1) * KEYS, faults: { 'link-quality': 6 } },
  async run({ cluster }) {
    await cluster.join(100, 101);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    cluster.slowHandovers();

    // Shards cross in both directions, faster than any of them arrives; in every other round they go back.
    const there = [...(await cluster.shardsOf(100))];
    const back = [...(await cluster.shardsOf(101))];
    for (let round = 0; round < ROUNDS; round++) {
      const [first, second] = round % 2 === 0 ? ([101, 100] as const) : ([100, 101] as const);
      for (const [i, shard] of there.entries()) {
        await cluster.move(shard, first);
        await cluster.move(back[i]!, second);
      }
      await known.checkAndAppend();
    }
  },
});
