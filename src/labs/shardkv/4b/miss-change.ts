import { durableWrites } from '../../kvraft/properties.ts';
import type { ReplicaGroup } from '../../shardctrler/replica-group.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;

export const missChange = defineShardKvTest({
  id: '4B/miss-change',
  title: 'servers miss configuration changes',
  property: durableWrites,
  maxRaftState: 1000,
  faults: ['one server of each group down during changes, then another one'],
  minimum: { operations: 10 * KEYS, faults: { crash: 6, restart: 6 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(20);
    await known.check();

    await cluster.join(101);
    ofEachGroup((group) => group.shutDown(group.servers[0]!));
    await cluster.join(102);
    await cluster.leave(101);
    await cluster.leave(100);
    await known.checkAndAppend();
    await cluster.join(101);
    await known.checkAndAppend();
    ofEachGroup((group) => group.restart(group.servers[0]!));
    await known.checkAndAppend();
    await cluster.migrate();

    ofEachGroup((group) => group.shutDown(group.servers[1]!));
    await cluster.join(100);
    await cluster.leave(102);
    await known.checkAndAppend();
    ofEachGroup((group) => group.restart(group.servers[1]!));
    await known.check();

    function ofEachGroup(act: (group: ReplicaGroup) => void): void {
      for (const group of cluster.groups.values()) act(group);
    }
  },
});
