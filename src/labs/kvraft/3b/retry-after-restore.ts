import { defineKvTest } from '../define-kv-test.ts';
import { exactlyOnce } from '../properties.ts';
import { expectSizes } from '../sizes.ts';
import { appendUnanswered, fillLog } from '../unanswered-append.ts';

export const retryAfterRestore = defineKvTest({
  id: '3B/retry-after-restore',
  title: 'retry of a request that is covered by the snapshots of restarted servers',
  property: exactlyOnce,
  servers: 3,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['a client’s replies lost until all servers have trimmed its entry and restarted'],
  minimum: { operations: 49, faults: { cut: 2, restart: 3 } },
  async run({ cluster }) {
    const { clerk, append, value } = await appendUnanswered(cluster);
    await fillLog(cluster, cluster.newClerk());
    expectSizes(cluster);

    cluster.crash(...cluster.servers);
    cluster.restart(...cluster.servers);
    await cluster.leader();
    cluster.limit(clerk, cluster.servers);
    await cluster.soon(append);
    await cluster.expectValue(clerk, 'k', value);
  },
});
