import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabsError } from '../../../../src/base/errors.ts';
import { parseShard, unitsOfShard } from '../../../../src/grading/batch/shard.ts';
import { expectedMs, NO_TIMINGS, timingsOf } from '../../../../src/grading/batch/timings.ts';
import type { Unit } from '../../../../src/grading/batch/unit.ts';
import { checkProperty } from '../../../property.ts';

function unit(number: number, testId = `2A/test-${number % 7}`): Unit {
  const key = (Math.imul(number + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  return { key, submissionDigest: '', testId, seed: number, isHeldOut: false };
}

checkProperty(
  'every unit is in exactly one shard, and no shard takes longer than the average and one unit more',
  fc.property(fc.array(fc.nat(5_000), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (times, count) => {
    const units = times.map((_, i) => unit(i));
    const ms = ({ seed }: Unit) => times[seed] as number;
    const shards = Array.from({ length: count }, (_, i) => unitsOfShard(units, { index: i + 1, count }, ms));
    const all = shards.flat();
    expect(all.length).toBe(units.length);
    expect(new Set(all)).toEqual(new Set(units));
    const sum = (each: readonly Unit[]) => each.reduce((total, one) => total + ms(one), 0);
    for (const shard of shards) expect(sum(shard)).toBeLessThanOrEqual(sum(units) / count + Math.max(0, ...times));
  }),
);

test('a unit takes as long as its test did, one that is new as long as most', () => {
  const records = [10, 30, 20].map((durationMs, i) => ({
    ...unit(i, i < 2 ? '2A/slow' : '2A/quick'),
    type: 'unit' as const,
    durationMs,
    run: { status: 'passed' } as never,
  }));
  const timings = timingsOf(records);
  expect(timings).toEqual({ version: 1, testMs: { '2A/quick': 20, '2A/slow': 30 } });
  const times = ['2A/slow', '2A/quick', '2A/new'].map((id) => expectedMs(timings)(unit(0, id)));
  expect(times).toEqual([30, 20, 30]);
  expect(expectedMs(NO_TIMINGS)(unit(0))).toBe(1);
});

test('the environment of a scheduler says which shard a job is', () => {
  expect([
    parseShard('2/8', {}),
    parseShard('auto', { SLURM_ARRAY_TASK_ID: '12', SLURM_ARRAY_TASK_MIN: '10', SLURM_ARRAY_TASK_COUNT: '4' }),
    parseShard('auto', { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_COUNT: '4' }),
    parseShard('auto/5', { JOB_COMPLETION_INDEX: '0' }),
    parseShard('auto', { CI_NODE_INDEX: '7', CI_NODE_TOTAL: '7' }),
    parseShard('auto', { BUILDKITE_PARALLEL_JOB: '0', BUILDKITE_PARALLEL_JOB_COUNT: '3' }),
  ]).toEqual([
    { index: 2, count: 8 },
    { index: 3, count: 4 },
    { index: 4, count: 4 },
    { index: 1, count: 5 },
    { index: 7, count: 7 },
    { index: 1, count: 3 },
  ]);
});

test('what is no shard is explained', () => {
  const attempts: [string, Record<string, string>][] = [
    ['0/3', {}],
    ['4/3', {}],
    ['1/0', {}],
    ['two', {}],
    ['auto', {}],
    ['auto', { JOB_COMPLETION_INDEX: '1' }],
    ['auto', { CI_NODE_INDEX: '8', CI_NODE_TOTAL: '7' }],
  ];
  const errors = attempts.map(([text, environment]) => {
    try {
      return parseShard(text, environment);
    } catch (error) {
      expect(error).toBeInstanceOf(LabsError);
      return `${(error as LabsError).message} — ${(error as LabsError).hint}`;
    }
  });
  expect(errors).toMatchInlineSnapshot(`
    [
      "'0/3' is no shard — expected the number and the count of shards, as 2/8; or auto",
      "'4/3' is no shard — expected the number and the count of shards, as 2/8; or auto",
      "'1/0' is no shard — expected the number and the count of shards, as 2/8; or auto",
      "'two' is no shard — expected the number and the count of shards, as 2/8; or auto",
      "--shard auto: no variable of the environment says which of several jobs this is — expected one of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, CI_NODE_INDEX, BUILDKITE_PARALLEL_JOB; or say it: --shard 2/8",
      "--shard auto: Kubernetes says which job this is (JOB_COMPLETION_INDEX=1), not of how many — say it: --shard auto/COUNT, or set JOB_COMPLETIONS",
      "'8 of 7 (GitLab)' is no shard — expected the number and the count of shards, as 2/8; or auto",
    ]
  `);
});
