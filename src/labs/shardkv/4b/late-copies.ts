import { durableWrites } from '../../kvraft/properties.ts';
import type { Gid } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;
const ROUNDS = 5;
const LATE_MS = [20, 2_000] as const;

export const lateCopies = defineShardKvTest({
  id: '4B/late-copies',
  title:
    'copies of requests that come seconds later, when the shard has been written to or is elsewhere, change nothing',
  property: durableWrites,
  hint: 'take a shard in only when it is of the present configuration and still missing: a copy that arrives later is older than what has been written since',
  maxRaftState: 1000,
  isExtra: true,
  faults: ['every request between groups, and of a client, delivered again up to 2 s later'],
  minimum: { operations: (2 * ROUNDS + 2) * KEYS, faults: { 'link-quality': 2 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    const servers = [...cluster.groups.values()].flatMap(({ ids }) => ids);
    for (const from of [servers, [known.client.id]]) {
      const change = { duplicateProbability: 1, duplicateDelayMs: LATE_MS };
      cluster.faults.inject({ kind: 'link-quality', from, to: servers, change });
    }
    await known.put(5);

    // All shards go back and forth: a copy finds the shard written to, gone, or back again.
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to]: [Gid, Gid] = round % 2 === 0 ? [100, 101] : [101, 100];
      await cluster.join(to);
      await cluster.leave(from);
      await known.checkAndAppend();
    }
    await cluster.elapse(LATE_MS[1]);
    await known.check();
  },
});
