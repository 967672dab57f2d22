import { defineKvTest } from '../define-kv-test.ts';
import { exactlyOnce } from '../properties.ts';

const ROUNDS = 3;
/** Time for the entry to reach the followers; not for them to miss their leader. */
const REPLICATION_MS = 150;

export const retryAtNewLeader = defineKvTest({
  id: '3A/retry-at-new-leader',
  title: 'retry of a request that the old leader has replicated',
  property: exactlyOnce,
  servers: 3,
  isExtra: true,
  faults: ['leader crashed when its followers have the entry, and before it hears of that'],
  minimum: { operations: 2 * ROUNDS + 1, faults: { cut: 2 * ROUNDS, crash: ROUNDS } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    let value = 'x start y';
    await cluster.soon(clerk.put('k', value));
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await cluster.leader();
      const followers = cluster.others(leader);

      // The entry arrives, the answers do not: nobody knows that it could be committed.
      cluster.cut(followers, [leader], true);
      const append = clerk.append('k', `x ${round} y`);
      await cluster.elapse(REPLICATION_MS);
      cluster.crash(leader);
      cluster.cut(followers, [leader], false);

      // The retry puts it into the log a second time, and then both are committed.
      await cluster.soon(append);
      value += `x ${round} y`;
      await cluster.expectValue(clerk, 'k', value);
      cluster.restart(leader);
    }
  },
});
