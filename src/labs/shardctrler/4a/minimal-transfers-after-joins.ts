import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { minimalTransfer } from '../properties.ts';

export const minimalTransfersAfterJoins = defineShardCtrlerTest({
  id: '4A/minimal-transfers-after-joins',
  title: 'Minimal transfers after joins (TestBasic)',
  property: minimalTransfer,
  minimum: { configs: 7 },
  async run({ admin }) {
    // With so few groups every join must move shards: 5, 3, 2, 2, 1 and 1 of them.
    for (let gid = 1; gid <= 7; gid++) await admin.join({ [gid]: [`${gid}a`, `${gid}b`, `${gid}c`] });
  },
});
