import { requireMinimum } from '../../require-minimum.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { durableWrites } from '../properties.ts';

const ROUNDS = 4;
const CRASH_WITHIN_MS = 10_000;

export const crashAfterReply = defineKvTest({
  id: '3A/crash-after-reply',
  title: 'leader crashes right after it has replied',
  property: durableWrites,
  servers: 3,
  isExtra: true,
  faults: ['leader crashed between its reply to a client and whatever it does next'],
  minimum: { operations: 2 * ROUNDS + 1, faults: { 'crash-point': ROUNDS } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    let value = 'x start y';
    let crashes = 0;
    await cluster.soon(clerk.put('k', value));
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await cluster.leader();
      cluster.crashAfter(leader, 'reply', CRASH_WITHIN_MS);
      await cluster.soon(clerk.append('k', `x ${round} y`));
      value += `x ${round} y`;
      if (!leader.isAlive) crashes++;
      await cluster.expectValue(clerk, 'k', value);
      cluster.restart(leader);
    }
    requireMinimum([{ what: 'crashes right after a reply', least: 1, count: crashes }]);
  },
});
