import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoringRule } from '../../../src/grading/batch/class-document.ts';
import { gradeTest, outcomeOf } from '../../../src/grading/batch/scoring.ts';
import { needsRun, settle } from '../../../src/grading/batch/settle.ts';
import { type CellRun, EMPTY_RUN } from '../../../src/grading/run/cell-run.ts';
import { checkProperty } from '../../property.ts';

const TEST = { id: '2B/backup', title: 'backup', points: 2, isOptional: false };
const STATUSES = [
  'passed',
  'failed',
  'timeout',
  'livelock',
  'crashed',
  'oom',
  'build-error',
  'skipped',
  'inconclusive',
  'harness-error',
] as const;

const statuses = fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 8 });
const rule: fc.Arbitrary<ScoringRule> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.constant({ kind: 'proportional' as const }),
  fc.integer({ min: 1, max: 8 }).map((k) => ({ kind: 'k-of-n' as const, k })),
);

function run(status: CellRun['status'], digest = 'd', message = 'm'): CellRun {
  const failure = {
    kind: 'safety',
    property: 'p',
    statement: '',
    message,
    expected: '',
    actual: '',
    hint: '',
  } as const;
  return {
    ...EMPTY_RUN,
    status,
    digest,
    failure: status === 'passed' ? null : { ...failure, atMs: 0, event: 0, stack: '' },
  };
}

describe('a rule', () => {
  it('all: every run has to pass', () => {
    const earned = (...each: CellRun['status'][]) => gradeTest(TEST, each, { kind: 'all' }).earned;
    expect([earned('passed', 'passed'), earned('passed', 'failed')]).toEqual([2, 0]);
  });

  it('k of n: so many have to pass', () => {
    const earned = (k: number) => gradeTest(TEST, ['passed', 'failed', 'passed'], { kind: 'k-of-n', k }).earned;
    expect([earned(1), earned(2), earned(3)]).toEqual([2, 2, 0]);
  });

  it('proportional: points by the share that passes, to two decimals', () => {
    expect(gradeTest(TEST, ['passed', 'oom', 'crashed'], { kind: 'proportional' })).toMatchObject({
      earned: 0.67,
      status: 'partly',
      passed: 1,
      runs: 3,
    });
  });
});

checkProperty(
  'a failure never earns more than a pass in its place',
  fc.property(statuses, fc.nat(), rule, (list, at, rule) => {
    const known = list.map((status) => (outcomeOf(status) === 'unknown' ? 'failed' : status));
    const better = known.with(at % known.length, 'passed');
    expect(gradeTest(TEST, better, rule).earned).toBeGreaterThanOrEqual(gradeTest(TEST, known, rule).earned);
  }),
);

checkProperty(
  'what the harness is to blame for leaves a test incomplete: points are neither given nor taken',
  fc.property(statuses, fc.constantFrom('skipped', 'inconclusive', 'harness-error'), rule, (list, unknown, rule) => {
    expect(gradeTest(TEST, [...list, unknown], rule)).toMatchObject({ status: 'incomplete', earned: 0 });
  }),
);

checkProperty(
  'the order of runs decides nothing',
  fc.property(statuses, rule, (list, rule) => {
    expect(gradeTest(TEST, [...list].reverse(), rule)).toEqual(gradeTest(TEST, list, rule));
  }),
);

describe('the second run', () => {
  it('is for whatever did not pass', () => {
    expect(STATUSES.filter((status) => needsRun([run(status)]))).toEqual(STATUSES.slice(1));
    expect(needsRun([])).toBe(true);
    expect(settle([run('failed')])).toBeUndefined();
  });

  it('confirms a failure that happens again', () => {
    expect(settle([run('failed'), run('failed')])).toMatchObject({ status: 'failed', digest: 'd' });
  });

  it('lets limits of the machine strike at another place, or another one at the same place, but not both', () => {
    expect(settle([run('oom', 'a'), run('oom', 'b')])?.status).toBe('oom');
    expect(settle([run('oom', 'a'), run('livelock', 'a')])?.status).toBe('livelock');
    expect(settle([run('oom', 'a'), run('livelock', 'b')])?.status).toBe('harness-error');
    expect(settle([run('oom', 'a'), run('failed', 'a')])?.status).toBe('harness-error');
  });

  it('makes a failure that does not happen again the harness’s, and tells both', () => {
    const verdicts = [
      settle([run('failed', 'aaa'), run('passed', 'bbb')]),
      settle([run('passed', 'bbb'), run('failed', 'aaa')]),
    ];
    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(verdicts[0]?.status).toBe('harness-error');
    expect(verdicts[0]?.failure?.message).toMatchInlineSnapshot(
      `"two runs of the same code with the same seed differ: failed after 0 events (digest aaa); passed after 0 events (digest bbb)"`,
    );
  });

  it('is not forgotten, whatever comes after it', () => {
    expect(settle([run('failed'), run('passed'), run('passed')])?.status).toBe('harness-error');
    expect(settle([run('passed', 'a'), run('passed', 'b')])?.status).toBe('harness-error');
  });
});

checkProperty(
  'the order in which runs came in does not show in the verdict',
  fc.property(
    fc.array(fc.tuple(fc.constantFrom(...STATUSES), fc.constantFrom('a', 'b'), fc.string()), {
      minLength: 2,
      maxLength: 4,
    }),
    (list) => {
      const runs = list.map((each) => run(...each));
      const last = runs.at(-1) as CellRun;
      const pair = [runs[0] as CellRun, last];
      expect(settle([...pair].reverse())).toEqual(settle(pair));
    },
  ),
);
