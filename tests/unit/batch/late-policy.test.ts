import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LatePolicy } from '../../../src/grading/batch/grade-spec.ts';
import { decideLateness } from '../../../src/grading/batch/late-policy.ts';
import { checkProperty } from '../../property.ts';

const POLICY: LatePolicy = {
  deadline: '2026-10-01T23:59:00-04:00',
  graceMinutes: 15,
  lateDays: 3,
  penaltyPerDay: 0.1,
  maxDays: 6,
};
const DEADLINE_MS = Date.parse(POLICY.deadline);
const HOUR_MS = 3_600_000;

function after(hours: number, extension: Parameters<typeof decideLateness>[2] = null) {
  const { factor, explanation } = decideLateness(POLICY, DEADLINE_MS + hours * HOUR_MS, extension);
  return `${factor}: ${explanation}`;
}

describe('a late policy', () => {
  it('says what it did, in words', () => {
    expect([after(-1), after(0.1), after(1), after(50), after(75), after(143), after(145)]).toMatchInlineSnapshot(`
      [
        "1: in time: handed in before the deadline, 2026-10-02T03:59:00.000Z",
        "1: in time: handed in within 15 minutes after the deadline, 2026-10-02T03:59:00.000Z",
        "1: late: 1 day begun after the deadline, 2026-10-02T03:59:00.000Z; 1 late day used, 2 left; nothing is taken off",
        "1: late: 3 days begun after the deadline, 2026-10-02T03:59:00.000Z; 3 late days used, 0 left; nothing is taken off",
        "0.9: late: 4 days begun after the deadline, 2026-10-02T03:59:00.000Z; 3 late days used, 0 left; 1 further day at 10 % each: 90 % of the points count",
        "0.7: late: 6 days begun after the deadline, 2026-10-02T03:59:00.000Z; 3 late days used, 0 left; 3 further days at 10 % each: 70 % of the points count",
        "0: late: 7 days begun after the deadline, 2026-10-02T03:59:00.000Z; 3 late days used, 0 left; nothing counts that is more than 6 days late",
      ]
    `);
  });

  it('counts an extension, and what earlier assignments have used up', () => {
    expect([
      after(40, { days: 2 }),
      after(40, { deadlineMs: DEADLINE_MS + 30 * HOUR_MS }),
      after(40, { lateDaysUsed: 2 }),
      after(40, { lateDaysUsed: 9 }),
    ]).toMatchInlineSnapshot(`
      [
        "1: in time: handed in before the deadline, 2026-10-04T03:59:00.000Z (extended)",
        "1: late: 1 day begun after the deadline, 2026-10-03T09:59:00.000Z (extended); 1 late day used, 2 left; nothing is taken off",
        "0.9: late: 2 days begun after the deadline, 2026-10-02T03:59:00.000Z; 1 late day used, 0 left; 1 further day at 10 % each: 90 % of the points count",
        "0.8: late: 2 days begun after the deadline, 2026-10-02T03:59:00.000Z; 2 further days at 10 % each: 80 % of the points count",
      ]
    `);
  });
});

const extension = fc.option(
  fc.record({ days: fc.double({ min: 0, max: 20, noNaN: true }), lateDaysUsed: fc.integer({ min: 0, max: 9 }) }),
);

checkProperty(
  'later is never better',
  fc.property(
    fc.double({ min: -100, max: 500, noNaN: true }),
    fc.double({ min: 0, max: 100, noNaN: true }),
    extension,
    (hours, more, extension) => {
      const [early, late] = [hours, hours + more].map((each) =>
        decideLateness(POLICY, DEADLINE_MS + each * HOUR_MS, extension),
      );
      expect(late?.factor).toBeLessThanOrEqual(early?.factor ?? 0);
      expect(late?.lateDaysLeft).toBeLessThanOrEqual(early?.lateDaysLeft ?? 0);
    },
  ),
);

checkProperty(
  'an extension is never worse than none',
  fc.property(
    fc.double({ min: -100, max: 500, noNaN: true }),
    fc.double({ min: 0, max: 20, noNaN: true }),
    (hours, days) => {
      const at = DEADLINE_MS + hours * HOUR_MS;
      const { factor } = decideLateness(POLICY, at, { days });
      expect(factor).toBeGreaterThanOrEqual(decideLateness(POLICY, at, null).factor);
    },
  ),
);
