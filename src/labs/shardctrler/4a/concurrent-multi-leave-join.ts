import type { Groups } from '../config-rules.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

const CLERKS = 10;

export const concurrentMultiLeaveJoin = defineShardCtrlerTest({
  id: '4A/concurrent-multi-leave-join',
  title: 'Concurrent multi leave/join (TestMulti)',
  property: exactlyOnce,
  minimum: { configs: 2 * CLERKS },
  async run({ cluster, admin }) {
    const staying: Groups = {};
    await Promise.all(
      Array.from({ length: CLERKS }, async (_, i) => {
        const gid = 1000 + i;
        const clerk = cluster.newClerk();
        staying[gid] = [`${gid}a`, `${gid}b`, `${gid}c`];
        await clerk.join({
          [gid]: [`${gid}a`, `${gid}b`, `${gid}c`],
          [gid + 1000]: [`${gid + 1000}a`],
          [gid + 2000]: [`${gid + 2000}a`],
        });
        await clerk.leave([gid + 1000, gid + 2000]);
      }),
    );
    await admin.review(2 * CLERKS, staying);
  },
});
