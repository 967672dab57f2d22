import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { minimalTransfer } from '../properties.ts';

export const minimalTransfersAfterMultileaves = defineShardCtrlerTest({
  id: '4A/minimal-transfers-after-multileaves',
  title: 'Minimal transfers after multileaves (TestMulti)',
  property: minimalTransfer,
  minimum: { configs: 4 },
  async run({ cluster, admin }) {
    const gids = cluster.random.shuffled([1, 2, 3, 4, 5, 6, 7, 8]);
    await admin.join(Object.fromEntries(gids.map((gid) => [gid, [`${gid}a`, `${gid}b`]])));
    // Only shards of groups that leave change hands: the six groups of the first two leaves.
    await admin.leave(...gids.slice(0, 2));
    await admin.leave(...gids.slice(2, 6));
    await admin.leave(...gids.slice(6));
  },
});
