import { changeConcurrently } from '../change-concurrently.ts';
import type { CtrlerCluster } from '../cluster.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

const CRASHES = 4;

export const crashesUnderLoad = defineShardCtrlerTest({
  id: '4A/crashes-under-load',
  title: 'joins and leaves take effect once although leaders crash and are cut off',
  property: exactlyOnce,
  isExtra: true,
  faults: ['leader crashed', 'leader cut off', 'all servers restarted'],
  minimum: { configs: 87, faults: { crash: CRASHES / 2 + 3, partition: CRASHES } },
  async run({ cluster, admin }) {
    const [outcome] = await Promise.all([
      changeConcurrently(cluster, { clerks: 3, rounds: 15, pauseMs: 100 }),
      disturb(cluster),
    ]);
    await admin.review(outcome.changes, outcome.staying);
  },
});

/** Each time the leader goes, requests are on their way: retried, they must not take effect a second time. */
async function disturb(cluster: CtrlerCluster): Promise<void> {
  const { group, random } = cluster;
  for (let i = 0; i < CRASHES; i++) {
    await cluster.elapse(random.int(300, 700));
    const victim = group.leader ?? random.pick(group.servers);
    if (i % 2 === 0) {
      group.shutDown(victim);
      await cluster.elapse(random.int(300, 700));
      group.restart(victim);
    } else {
      group.splitOff(victim);
      await cluster.elapse(random.int(300, 700));
      group.heal();
    }
  }
  group.shutDown();
  await cluster.elapse(200);
  group.restart();
}
