import { durableWrites } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;

export const joinLeave = defineShardKvTest({
  id: '4B/join-leave',
  title: 'join then leave',
  property: durableWrites,
  faults: ['group down that has left'],
  minimum: { operations: 7 * KEYS, faults: { crash: 3 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    await known.check();

    await cluster.join(101);
    await known.checkAndAppend();
    await cluster.leave(100);
    await known.checkAndAppend();

    await cluster.migrate();
    cluster.group(100).shutDown();
    await known.check();
  },
});
