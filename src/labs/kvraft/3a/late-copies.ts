import { defineKvTest } from '../define-kv-test.ts';
import { exactlyOnce } from '../properties.ts';

const ROUNDS = 10;
const LATE_MS = [300, 2_500] as const;

export const lateCopies = defineKvTest({
  id: '3A/late-copies',
  title: 'copies of puts and appends that arrive seconds later, when others have written since',
  property: exactlyOnce,
  servers: 3,
  isExtra: true,
  faults: ['every request of two clients delivered again, up to 2.5 s later'],
  minimum: { operations: 6 * ROUNDS, faults: { 'link-quality': 2 } },
  async run({ cluster }) {
    const [putter, appender, other] = [cluster.newClerk(), cluster.newClerk(), cluster.newClerk()];
    for (const clerk of [putter, appender]) {
      cluster.changeRequests(clerk, { duplicateProbability: 1, duplicateDelayMs: LATE_MS });
    }
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.soon(putter.put(`put ${round}`, `x ${round} early y`));
      await cluster.soon(appender.append(`append ${round}`, `x ${round} early y`));
      await cluster.soon(other.put(`put ${round}`, `x ${round} late y`));
      await cluster.expectValue(other, `put ${round}`, `x ${round} late y`);
    }
    await cluster.elapse(LATE_MS[1]);
    for (let round = 0; round < ROUNDS; round++) {
      const value = await cluster.soon(other.get(`put ${round}`));
      if (value === `x ${round} early y`) {
        cluster.fail(exactlyOnce, {
          message: 'a put took effect again, after another one had replaced it',
          expected: JSON.stringify(`x ${round} late y`),
          actual: JSON.stringify(value),
        });
      }
      await cluster.expectValue(other, `put ${round}`, `x ${round} late y`);
      await cluster.expectValue(other, `append ${round}`, `x ${round} early y`);
    }
  },
});
