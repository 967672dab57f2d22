import { background } from '../../background.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { expectAppends } from '../expect-appends.ts';
import { exactlyOnce } from '../properties.ts';

const CLIENTS = 4;
const APPENDS = 6;

export const heldBackRequests = defineKvTest({
  id: '3A/held-back-requests',
  title: 'requests that are under way for seconds, overtaken by their own retries and by later ones',
  property: exactlyOnce,
  servers: 3,
  isExtra: true,
  faults: ['half of the clients’ requests held back for 0.6 to 3 s', 'leader crashed meanwhile'],
  minimum: { operations: CLIENTS * APPENDS + 1, faults: { 'link-quality': CLIENTS, crash: 2 } },
  async run({ cluster }) {
    const appends = Array.from({ length: CLIENTS }, (_, client) =>
      Array.from({ length: APPENDS }, (_, i) => `x ${client} ${i} y`),
    );
    const clients = appends.map(async (texts) => {
      const clerk = cluster.newClerk();
      cluster.changeRequests(clerk, { holdProbability: 0.5, holdDelayMs: [600, 3_000] });
      for (const text of texts) await clerk.append('k', text);
    });
    const allDone = background(Promise.all(clients));
    for (let crash = 0; crash < 2; crash++) {
      await cluster.elapse(1_500);
      const leader = await cluster.leader();
      cluster.crash(leader);
      await cluster.elapse(500);
      cluster.restart(leader);
    }
    await cluster.soon(allDone, 60_000);
    // What was given up for lost arrives now.
    await cluster.elapse(3_000);
    expectAppends('k', await cluster.soon(cluster.newClerk().get('k')), appends);
  },
});
