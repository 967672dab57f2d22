import { SHARDS } from '../../../sdk/shardctrler.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { everyShardServed } from '../properties.ts';

const GIDS = Array.from({ length: SHARDS + 2 }, (_, i) => i + 1);

export const moreGroupsThanShards = defineShardCtrlerTest({
  id: '4A/more-groups-than-shards',
  title: 'from no group to more groups than shards, and back to none',
  property: everyShardServed,
  isExtra: true,
  minimum: { configs: 3 * GIDS.length + 3 },
  async run({ cluster, admin }) {
    for (const gid of GIDS) await admin.join({ [gid]: [`${gid}a`] });
    for (const gid of cluster.random.shuffled(GIDS)) await admin.leave(gid);

    // Twelve at a time; then those without a shard leave first, and one group keeps all of them.
    await admin.join(Object.fromEntries(GIDS.map((gid) => [gid, [`${gid}b`]])));
    const idle = GIDS.filter((gid) => !admin.latest.shards.includes(gid));
    const busy = GIDS.filter((gid) => !idle.includes(gid));
    for (const gid of [...idle, ...busy]) await admin.leave(gid);
    await admin.join({ 1: ['1c'], 2: ['2c'] });
    await admin.leave(1, 2);
  },
});
