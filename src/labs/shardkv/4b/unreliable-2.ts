import { durableWrites } from '../../kvraft/properties.ts';
import { changeOnTheWay } from '../change-on-the-way.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const CLIENTS = 10;

export const unreliable2 = defineShardKvTest({
  id: '4B/unreliable-2',
  title: 'unreliable 2',
  property: durableWrites,
  maxRaftState: 100,
  isUnreliable: true,
  minimum: { operations: 100 },
  async run({ cluster }) {
    await cluster.join(100);
    await new KnownKeys(cluster, CLIENTS).put(5);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 0 }, appendToOwnKey);
    await changeOnTheWay(cluster);
    cluster.faults.inject({ kind: 'network-mode', isReliable: true });
    await load.stop();
    await cluster.readAll();
  },
});
