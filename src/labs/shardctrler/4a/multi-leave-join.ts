import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { membership } from '../properties.ts';

export const multiLeaveJoin = defineShardCtrlerTest({
  id: '4A/multi-leave-join',
  title: 'Multi-group join/leave (TestMulti)',
  property: membership,
  minimum: { configs: 4 },
  async run({ admin }) {
    await admin.join({ 1: ['x', 'y', 'z'], 2: ['a', 'b', 'c'] });
    await admin.join({ 3: ['j', 'k', 'l'] });
    await admin.leave(1, 3);
    await admin.leave(2);
  },
});
