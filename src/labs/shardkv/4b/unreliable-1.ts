import { durableWrites } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;

export const unreliable1 = defineShardKvTest({
  id: '4B/unreliable-1',
  title: 'unreliable 1',
  property: durableWrites,
  maxRaftState: 100,
  isUnreliable: true,
  minimum: { operations: 7 * KEYS },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    await cluster.join(101);
    await cluster.join(102);
    await cluster.leave(100);
    await known.checkAndAppend();
    await known.checkAndAppend();
    await cluster.join(100);
    await cluster.leave(101);
    await known.check();
    await known.check();
  },
});
