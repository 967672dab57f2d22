import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

const KEYS = 10;
const ROUNDS = 4;
/** For a configuration to be taken, and a shard to be handed over where it can be. */
const HANDOVER_MS = 400;

export const crossingHandovers = defineShardKvTest({
  id: '4B/crossing-handovers',
  title: 'groups that owe each other shards get over lost answers',
  property: shardProgress,
  hint: 'groups must not wait for each other in a circle: answer other groups whatever this one is waiting for; retry what was lost, and confirm again what has arrived',
  isExtra: true,
  faults: ['messages between two groups lost in one direction, while a shard goes each way'],
  minimum: { operations: (2 * ROUNDS + 1) * KEYS, faults: { cut: 2 * ROUNDS } },
  async run({ cluster }) {
    await cluster.join(100, 101);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    const [first, second] = [[...(await cluster.shardsOf(100))], [...(await cluster.shardsOf(101))]];

    for (let round = 0; round < ROUNDS; round++) {
      const [giver, taker] = round % 2 === 0 ? ([100, 101] as const) : ([101, 100] as const);
      const [given, returned] = round % 2 === 0 ? [first[round]!, second[round]!] : [second[round]!, first[round]!];
      // The shard arrives and nobody hears of it, or it is asked for in vain: who pushes has one case, who pulls the other.
      const [from, to] = round < ROUNDS / 2 ? [taker, giver] : [giver, taker];
      const lose = (isCut: boolean) =>
        cluster.faults.inject({ kind: 'cut', from: cluster.group(from).ids, to: cluster.group(to).ids, isCut });
      lose(true);
      await cluster.move(given, taker);
      await cluster.elapse(HANDOVER_MS);
      await cluster.move(returned, giver);
      await cluster.elapse(HANDOVER_MS);
      lose(false);
      await known.checkAndAppend();
    }
  },
});
