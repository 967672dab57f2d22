import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { membership } from '../properties.ts';

export const basicLeaveJoin = defineShardCtrlerTest({
  id: '4A/basic-leave-join',
  title: 'Basic leave/join (TestBasic)',
  property: membership,
  minimum: { configs: 4 },
  async run({ admin }) {
    await admin.join({ 1: ['x', 'y', 'z'] });
    await admin.join({ 2: ['a', 'b', 'c'] });
    await admin.leave(1);
    await admin.leave(2);
  },
});
