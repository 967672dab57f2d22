import { defineKvTest } from '../define-kv-test.ts';
import { durableWrites } from '../properties.ts';
import { untilStored } from '../until-stored.ts';

const ROUNDS = 3;
const OTHERS = 5;
const HEARTBEATS_MS = 250;

export const indexReuse = defineKvTest({
  id: '3A/index-reuse',
  title: 'another entry committed at the index of a waiting request',
  property: durableWrites,
  servers: 3,
  isExtra: true,
  faults: ['leader cut off, and reunited while it has a request for which there is another entry by now'],
  minimum: { operations: ROUNDS * (OTHERS + 3), faults: { partition: 3 * ROUNDS, mute: ROUNDS } },
  async run({ cluster }) {
    const everywhere = cluster.newClerk();
    for (let round = 0; round < ROUNDS; round++) {
      const late = cluster.newClerk();
      await cluster.soon(late.put('k', `early ${round}`));
      const leader = await cluster.leader();
      const others = cluster.others(leader);
      cluster.limit(late, [leader]);
      cluster.partition([leader], others);

      // The others fill the indices that the old leader is going to use.
      const inMajority = cluster.newClerk(others);
      for (let i = 0; i < OTHERS; i++) await cluster.soon(inMajority.append('other', `x ${round} ${i} y`));

      const put = late.put('k', `late ${round}`);
      await untilStored(cluster, leader);
      // The old leader must hear of the new one from the entries themselves, not from a reply to a call of its own.
      cluster.heal();
      cluster.mute(leader);
      await cluster.elapse(HEARTBEATS_MS);
      cluster.heal();
      cluster.limit(late, cluster.servers);
      await cluster.soon(put);
      await cluster.expectValue(everywhere, 'k', `late ${round}`);
    }
  },
});
