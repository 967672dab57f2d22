import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardDeletion } from '../properties.ts';

const KEYS = 30;
const VALUE_BYTES = 1_000;
/** Read all the time, so that they may also lie in the duplicate tables. */
const HOT_KEYS = 3;
/** 27 keys once, 3 keys twice more, and some slop, on three replicas: what Go allows. */
const STORED_BYTES_MAX = 3 * ((KEYS - HOT_KEYS) * VALUE_BYTES + 2 * HOT_KEYS * VALUE_BYTES + 6_000);

export const challenge1Delete = defineShardKvTest({
  id: '4B/challenge-1-delete',
  title: 'shard deletion (challenge 1)',
  property: shardDeletion,
  maxRaftState: 1,
  minimum: { operations: KEYS + 9 * HOT_KEYS },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    const hot = known.keys.slice(0, HOT_KEYS);
    await known.put(VALUE_BYTES);
    await known.check(hot);

    for (let round = 0; round < 2; round++) {
      await cluster.join(101);
      await cluster.leave(100);
      await cluster.join(102);
      await cluster.elapse(3_000);
      await known.check(hot);
      await cluster.leave(101);
      await cluster.join(100);
      await cluster.leave(102);
      await cluster.elapse(3_000);
      await known.check(hot);
    }

    await cluster.join(101);
    await cluster.join(102);
    for (let pause = 0; pause < 3; pause++) {
      await cluster.elapse(1_000);
      await known.check(hot);
    }

    const stored = cluster.storedBytes;
    if (stored > STORED_BYTES_MAX) {
      cluster.fail(shardDeletion, {
        message: 'groups keep shards that they have handed over',
        expected: `at most ${STORED_BYTES_MAX} bytes in all snapshots and Raft states: ${KEYS} keys of ${VALUE_BYTES} bytes on three replicas, and some more`,
        actual: `${stored} bytes`,
      });
    }
    await known.check();
  },
});
