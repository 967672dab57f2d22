import { defineKvTest } from '../define-kv-test.ts';
import { expectAppends } from '../expect-appends.ts';
import { exactlyOnce } from '../properties.ts';

const CLIENTS = 5;
const APPENDS = 10;

export const unreliableOneKey = defineKvTest({
  id: '3A/unreliable-one-key',
  title: 'concurrent append to same key, unreliable',
  property: exactlyOnce,
  servers: 3,
  isUnreliable: true,
  minimum: { operations: CLIENTS * APPENDS + 1 },
  async run({ cluster }) {
    const appends = Array.from({ length: CLIENTS }, (_, client) =>
      Array.from({ length: APPENDS }, (_, i) => `x ${client} ${i} y`),
    );
    const clients = appends.map(async (texts) => {
      const clerk = cluster.newClerk();
      for (const text of texts) await clerk.append('k', text);
    });
    await cluster.soon(Promise.all(clients), 60_000);
    expectAppends('k', await cluster.soon(cluster.newClerk().get('k')), appends);
  },
});
