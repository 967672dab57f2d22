import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { minimalTransfer } from '../properties.ts';

export const minimalTransfersAfterMultijoins = defineShardCtrlerTest({
  id: '4A/minimal-transfers-after-multijoins',
  title: 'Minimal transfers after multijoins (TestMulti)',
  property: minimalTransfer,
  minimum: { configs: 3 },
  async run({ admin }) {
    await admin.join({ 1: ['1a', '1b'], 2: ['2a', '2b'] });
    // From 5 and 5 shards to 2 each for five groups: six move. Then to one each for three of them: three more.
    await admin.join({ 11: ['11a', '11b'], 12: ['12a', '12b'], 13: ['13a', '13b'] });
    await admin.join({ 14: ['14a', '14b'], 15: ['15a', '15b'], 16: ['16a', '16b'] });
  },
});
