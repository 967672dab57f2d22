import { durableWrites } from '../../kvraft/properties.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const CLIENTS = 10;
/** Long enough for all shards to arrive; Go waits for 3 s. */
const STORM_MS = 1_500;

export const concurrent2 = defineShardKvTest({
  id: '4B/concurrent-2',
  title: 'more concurrent puts and configuration changes',
  property: durableWrites,
  faults: ['two groups down at the same time'],
  minimum: { operations: 300, faults: { crash: 6, restart: 6 } },
  async run({ cluster }) {
    await cluster.join(101);
    await cluster.join(100);
    await cluster.join(102);
    await new KnownKeys(cluster, CLIENTS).put(1);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 50 }, appendToOwnKey);

    await cluster.leave(100);
    await cluster.leave(102);
    await cluster.elapse(STORM_MS);
    await cluster.join(100);
    await cluster.join(102);
    await cluster.leave(101);
    await cluster.elapse(STORM_MS);
    await cluster.join(101);
    await cluster.leave(100);
    await cluster.leave(102);
    await cluster.elapse(STORM_MS);

    cluster.group(101).shutDown();
    cluster.group(102).shutDown();
    await cluster.elapse(1_000);
    cluster.group(101).restart();
    cluster.group(102).restart();
    await cluster.elapse(2_000);
    await load.stop();
    await cluster.readAll();
  },
});
