import { within } from '../../within.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { freshReads } from '../properties.ts';

const ROUNDS = 4;
/** A server that would answer from memory needs a few milliseconds. */
const ANSWER_MS = 60;

export const staleRead = defineKvTest({
  id: '3A/stale-read',
  title: 'a leader that was just asked, then cut off, does not answer with what others have overwritten',
  property: freshReads,
  servers: 3,
  isExtra: true,
  faults: ['leader cut off right after a read, with a client on its side'],
  minimum: { operations: 4 * ROUNDS, faults: { partition: 2 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      const reader = cluster.newClerk();
      await cluster.soon(reader.put('k', `old ${round}`));
      await cluster.soon(reader.get('k'));
      const leader = await cluster.leader();
      const others = cluster.others(leader);
      cluster.partition([leader], others);
      cluster.limit(reader, [leader]);
      await cluster.soon(cluster.newClerk(others).put('k', `new ${round}`));

      // Right after the election: if the old leader had a right to answer for a while, that must be over by now.
      const read = reader.get('k');
      const early = await within(cluster.world, ANSWER_MS, read);
      if (early !== undefined && early !== `new ${round}`) {
        await cluster.blame(['k'], {
          message: 'a get was answered by a leader that had been deposed',
          expected: JSON.stringify(`new ${round}`),
          actual: JSON.stringify(early),
        });
      }
      cluster.heal();
      cluster.limit(reader, cluster.servers);
      await cluster.soon(read);
      await cluster.expectValue(reader, 'k', `new ${round}`);
    }
  },
});
