import { durableWrites } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { expectSizes } from '../sizes.ts';

const KEYS = 30;

export const snapshot = defineShardKvTest({
  id: '4B/snapshot',
  title: 'snapshots, join, and leave',
  property: durableWrites,
  maxRaftState: 1000,
  faults: ['all groups restarted'],
  minimum: { operations: 8 * KEYS, faults: { crash: 9, restart: 9 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(20);
    await known.check();

    await cluster.join(101);
    await cluster.join(102);
    await cluster.leave(100);
    await known.checkAndAppend();
    await cluster.leave(101);
    await cluster.join(100);
    await known.checkAndAppend();
    await cluster.migrate();
    await known.check();
    expectSizes(cluster);

    for (const group of cluster.groups.values()) group.shutDown();
    for (const group of cluster.groups.values()) group.restart();
    await known.check();
  },
});
