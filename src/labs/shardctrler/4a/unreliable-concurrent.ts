import { changeConcurrently } from '../change-concurrently.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

export const unreliableConcurrent = defineShardCtrlerTest({
  id: '4A/unreliable-concurrent',
  title: 'concurrent joins and leaves take effect once although messages are lost',
  property: exactlyOnce,
  isExtra: true,
  isUnreliable: true,
  minimum: { configs: 55 },
  async run({ cluster, admin }) {
    const outcome = await changeConcurrently(cluster, { clerks: 5, rounds: 6 });
    await admin.review(outcome.changes, outcome.staying);
  },
});
