import { changeConcurrently } from '../change-concurrently.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

export const duplicatedRequests = defineShardCtrlerTest({
  id: '4A/duplicated-requests',
  title: 'a request that arrives again, at once or after later ones, changes nothing',
  property: exactlyOnce,
  isExtra: true,
  faults: ['requests duplicated, the copies up to 100 ms late'],
  minimum: { configs: 60, faults: { 'link-quality': 4 } },
  async run({ cluster, admin }) {
    const outcome = await changeConcurrently(cluster, {
      clerks: 4,
      rounds: 8,
      onClerk: ({ node }, i) =>
        cluster.faults.inject({
          kind: 'link-quality',
          from: [node.id],
          to: cluster.group.servers.map(({ id }) => id),
          // Some copies arrive before the first is committed, the others after the next request.
          change: { duplicateProbability: 0.7, duplicateDelayMs: i % 2 === 0 ? [0, 3] : [10, 100] },
        }),
    });
    // The last copies are still on their way.
    await cluster.elapse(200);
    await admin.review(outcome.changes, outcome.staying);
  },
});
