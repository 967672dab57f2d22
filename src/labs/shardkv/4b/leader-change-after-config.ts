import { durableWrites } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;
const CHANGES = 4;

export const leaderChangeAfterConfig = defineShardKvTest({
  id: '4B/leader-change-after-config',
  title: 'a group’s next leader has the configuration and the shards of the one before',
  property: durableWrites,
  isExtra: true,
  faults: ['the leaders of all groups crashed after each change'],
  minimum: { operations: KEYS * (1 + 3 * CHANGES), faults: { crash: 3 * CHANGES, restart: 3 * CHANGES } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    const changes = [
      () => cluster.join(101),
      () => cluster.join(102),
      () => cluster.leave(100),
      () => cluster.join(100),
    ] as const;
    for (const change of changes) {
      await change();
      await known.checkAndAppend();
      const leaders = [...cluster.groups.values()].map((group) => {
        const leader = group.leader ?? group.servers[0]!;
        group.shutDown(leader);
        return () => group.restart(leader);
      });
      await known.check();
      for (const restart of leaders) restart();
    }
  },
});
