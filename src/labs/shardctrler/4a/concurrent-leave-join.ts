import type { Groups } from '../config-rules.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

const CLERKS = 10;

export const concurrentLeaveJoin = defineShardCtrlerTest({
  id: '4A/concurrent-leave-join',
  title: 'Concurrent leave/join (TestBasic)',
  property: exactlyOnce,
  minimum: { configs: 3 * CLERKS },
  async run({ cluster, admin }) {
    const staying: Groups = {};
    await Promise.all(
      Array.from({ length: CLERKS }, async (_, i) => {
        const gid = 100 + i * 10;
        const clerk = cluster.newClerk();
        staying[gid] = [`s${gid}a`];
        await clerk.join({ [gid + 1000]: [`s${gid}b`] });
        await clerk.join({ [gid]: [`s${gid}a`] });
        await clerk.leave([gid + 1000]);
      }),
    );
    await admin.review(3 * CLERKS, staying);
  },
});
