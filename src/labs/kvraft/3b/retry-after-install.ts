import { ELECTION_MS } from '../cluster.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { exactlyOnce } from '../properties.ts';
import { expectSizes } from '../sizes.ts';
import { appendUnanswered, fillLog } from '../unanswered-append.ts';

export const retryAfterInstall = defineKvTest({
  id: '3B/retry-after-install',
  title: 'retry at a new leader that knows of the request from an installed snapshot only',
  property: exactlyOnce,
  servers: 3,
  maxRaftState: 1000,
  isExtra: true,
  faults: [
    'a server cut off until the others have trimmed their logs, then the only one that can be elected',
    'a client’s replies lost meanwhile',
  ],
  minimum: { operations: 49, faults: { cut: 2, partition: 2, mute: 3 } },
  async run({ cluster }) {
    const leader = await cluster.leader();
    const late = cluster.others(leader)[0] ?? leader;
    const others = cluster.others(late);
    cluster.partition([late], others);
    const { clerk, append, value } = await appendUnanswered(cluster, others);
    await fillLog(cluster, cluster.newClerk(others));
    expectSizes(cluster);

    // Only the server that was cut off can call others, and so be elected: first it needs all that they have.
    cluster.heal();
    await cluster.until(`${late.spec.name} has a snapshot`, async () => late.disk.snapshot !== '');
    await cluster.elapse(ELECTION_MS);
    cluster.mute(...others);
    await cluster.until(`${late.spec.name} leads`, async () => (await cluster.leader()) === late);
    cluster.limit(clerk, [late]);
    await cluster.soon(append);
    await cluster.expectValue(clerk, 'k', value);
  },
});
