import { durableWrites } from '../../kvraft/properties.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const CLIENTS = 10;
const DURATION_MS = 12_000;

export const concurrent3 = defineShardKvTest({
  id: '4B/concurrent-3',
  title: 'concurrent configuration change and restart',
  property: durableWrites,
  maxRaftState: 300,
  faults: ['all groups restarted again and again'],
  minimum: { operations: 200, faults: { crash: 45, restart: 45 } },
  async run({ cluster }) {
    await cluster.join(100);
    await new KnownKeys(cluster, CLIENTS).put(1);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 40 }, appendToOwnKey);

    const endMs = cluster.world.nowMs + DURATION_MS;
    while (cluster.world.nowMs < endMs) {
      await cluster.join(102);
      await cluster.join(101);
      await cluster.elapse(cluster.random.int(0, 899));
      for (const group of cluster.groups.values()) group.shutDown();
      for (const group of cluster.groups.values()) group.restart();
      await cluster.elapse(cluster.random.int(0, 899));
      await cluster.leave(101);
      await cluster.leave(102);
      await cluster.elapse(cluster.random.int(0, 899));
    }
    await cluster.elapse(2_000);
    await load.stop();
    await cluster.readAll();
  },
});
