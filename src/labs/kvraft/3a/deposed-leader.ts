import { ELECTION_MS } from '../cluster.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { progress } from '../properties.ts';
import { untilStored } from '../until-stored.ts';

const ROUNDS = 2;

export const deposedLeader = defineKvTest({
  id: '3A/deposed-leader',
  title: 'a request whose leader was deposed completes, although nobody writes anything else',
  property: progress,
  servers: 3,
  isExtra: true,
  faults: ['leader cut off with a request, and reunited when there is another leader'],
  minimum: { operations: 2 * ROUNDS + 1, faults: { partition: 2 * ROUNDS, mute: ROUNDS } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    let value = 'x start y';
    await cluster.soon(clerk.put('k', value));
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await cluster.leader();
      cluster.partition([leader], cluster.others(leader));
      cluster.limit(clerk, [leader]);
      const append = clerk.append('k', `x ${round} y`);
      await untilStored(cluster, leader);
      await cluster.elapse(2 * ELECTION_MS);
      await cluster.until('the others have a leader', async () => (await cluster.leader()) !== leader);

      // No other entry ever takes the index of the request's: that there is a new term must be enough.
      cluster.heal();
      cluster.limit(clerk, cluster.servers);
      await cluster.soon(append);
      value += `x ${round} y`;
      await cluster.expectValue(clerk, 'k', value);
    }
  },
});
