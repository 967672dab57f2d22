import { durableWrites } from '../../kvraft/properties.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const CLIENTS = 10;

export const concurrent1 = defineShardKvTest({
  id: '4B/concurrent-1',
  title: 'concurrent puts and configuration changes',
  property: durableWrites,
  maxRaftState: 100,
  faults: ['all groups down at the same time'],
  minimum: { operations: 200, faults: { crash: 9, restart: 9 } },
  async run({ cluster }) {
    await cluster.join(100);
    await new KnownKeys(cluster, CLIENTS).put(5);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 10 }, appendToOwnKey);

    await cluster.elapse(150);
    await cluster.join(101);
    await cluster.elapse(500);
    await cluster.join(102);
    await cluster.elapse(500);
    await cluster.leave(100);
    await cluster.elapse(500);

    for (const group of cluster.groups.values()) {
      group.shutDown();
      await cluster.elapse(100);
    }
    await cluster.leave(102);
    await cluster.elapse(100);
    for (const group of cluster.groups.values()) group.restart();
    await cluster.elapse(100);

    await cluster.join(100);
    await cluster.leave(101);
    await cluster.elapse(500);
    await cluster.join(101);
    await cluster.elapse(1_000);
    await load.stop();
    await cluster.readAll();
  },
});
