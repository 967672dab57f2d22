import { defineKvTest } from '../define-kv-test.ts';
import { expectAppends } from '../expect-appends.ts';
import { exactlyOnce } from '../properties.ts';

const CLIENTS = 3;
const APPENDS = 20;

export const duplicatedRequests = defineKvTest({
  id: '3A/duplicated-requests',
  title: 'requests that arrive twice',
  property: exactlyOnce,
  servers: 3,
  isExtra: true,
  faults: ['half of the clients’ requests delivered again, up to 100 ms later'],
  minimum: { operations: CLIENTS * APPENDS + 1, faults: { 'link-quality': CLIENTS } },
  async run({ cluster }) {
    const appends = Array.from({ length: CLIENTS }, (_, client) =>
      Array.from({ length: APPENDS }, (_, i) => `x ${client} ${i} y`),
    );
    const clients = appends.map(async (texts) => {
      const clerk = cluster.newClerk();
      // A copy may be there before the request is answered, or when the client is at its next one.
      cluster.changeRequests(clerk, { duplicateProbability: 0.5, duplicateDelayMs: [0, 100] });
      for (const text of texts) await clerk.append('k', text);
    });
    await cluster.soon(Promise.all(clients));
    expectAppends('k', await cluster.soon(cluster.newClerk().get('k')), appends);
  },
});
