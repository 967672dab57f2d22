import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { minimalTransfer } from '../properties.ts';

export const minimalTransfersAfterLeaves = defineShardCtrlerTest({
  id: '4A/minimal-transfers-after-leaves',
  title: 'Minimal transfers after leaves (TestBasic)',
  property: minimalTransfer,
  minimum: { configs: 14 },
  async run({ cluster, admin }) {
    const gids = [1, 2, 3, 4, 5, 6, 7];
    for (const gid of gids) await admin.join({ [gid]: [`${gid}a`, `${gid}b`, `${gid}c`] });
    // Every leave moves exactly the shards of the group that leaves.
    for (const gid of cluster.random.shuffled(gids)) await admin.leave(gid);
  },
});
