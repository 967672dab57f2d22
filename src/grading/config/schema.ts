import * as z from 'zod';

const points = z.number().min(0).max(1000);

const part = z.strictObject({
  title: z.string().optional().describe('Shown beside the id; by default the course’s own title.'),
  points: points.describe('Points of the whole part: the sum of its tests’ points, without the optional ones.'),
  requires: z.array(z.string()).default([]).describe('Parts that this one builds on.'),
  optional: z.array(z.string()).default([]).describe('Tests of challenges: their points come on top.'),
  tests: z.record(z.string(), points).describe('Test id → points.'),
});

const limit = {
  memoryMb: z.int().min(64).max(16_384).describe('Heap of a worker process, MB.'),
  stepCpuMs: z
    .int()
    .min(500)
    .max(600_000)
    .describe(
      'CPU time after which code that has not returned from one event is ended, ms; five times as much real time.',
    ),
  cpuS: z.int().min(1).max(86_400).describe('CPU time that the servers of one test may use with `--host process`, s.'),
};

const limits = z.strictObject({
  memoryMb: limit.memoryMb.default(512),
  stepCpuMs: limit.stepCpuMs.default(3_000),
  cpuS: limit.cpuS.default(300),
});

const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }).describe('All points when every run passes, otherwise none.'),
  z
    .strictObject({ kind: z.literal('k-of-n'), k: z.int().min(1).describe('So many runs have to pass.') })
    .describe('All points when at least k runs pass, otherwise none.'),
  z.strictObject({ kind: z.literal('proportional') }).describe('Points in proportion to the runs that pass.'),
]);

const latePolicy = z.strictObject({
  deadline: z.iso.datetime({ offset: true }).describe('With its time zone: 2026-10-01T23:59:00-04:00.'),
  graceMinutes: z.number().min(0).max(10_080).default(0).describe('So much later is still in time.'),
  lateDays: z.int().min(0).max(365).default(0).describe('Days that a student may be late without loss, in all labs.'),
  penaltyPerDay: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of the points that each further day begun costs.'),
  maxDays: z.int().min(0).max(365).optional().describe('Later than so many days gives no points; absent: never.'),
});

const grade = z.strictObject({
  parts: z.array(z.string()).min(1).optional().describe('Parts to grade; by default all that have points here.'),
  seeds: z
    .array(z.int().min(0).max(4_294_967_295))
    .min(1)
    .max(1_000)
    .optional()
    .describe('Seeds that students may know; by default those of `seed` and `seeds`.'),
  heldOutSeeds: z
    .int()
    .min(0)
    .max(1_000)
    .default(0)
    .describe('How many more seeds every test runs with, derived from the course’s secret.'),
  rule: rule.default({ kind: 'all' }).describe('How the runs of a test become its points.'),
  limits: z.strictObject(limit).partial().default({}).describe('Limits for grading where they differ from `limits`.'),
  latePolicy: latePolicy.optional().describe('What lateness costs; absent: nothing.'),
});

/** `grading.config.json`: the course, and a student's workspace. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).describe('Version of this format.'),
  course: z.string().default('6.824').describe('Name of the course, for reports.'),
  submission: z.string().default('.').describe('The folder with the code to grade, relative to this file.'),
  entries: z
    .record(z.string(), z.string())
    .default({})
    .describe('Lab → its module in the submission, where it is not named after the lab.'),
  seed: z.int().min(0).max(4_294_967_295).default(1).describe('Seed of the first run of every test.'),
  seeds: z.int().min(1).max(100_000).default(1).describe('How many seeds each test runs with.'),
  limits: limits.prefault({}),
  hints: z
    .enum(['off', 'rule', 'scenario'])
    .default('rule')
    .describe('What a failure tells beyond facts: nothing; the rule to look at; and the test that shows the bug best.'),
  ci: z
    .strictObject({
      parts: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('Parts that have to pass, or labs; by default all of them.'),
    })
    .prefault({})
    .describe('What `labs ci` runs.'),
  parts: z.record(z.string(), part).default({}).describe('Part → its points; absent parts have the course’s points.'),
  grade: grade.prefault({}).describe('What `labs grade` does.'),
});

export type Config = z.infer<typeof configSchema>;

/** The same as a JSON Schema, for editors: `grading.schema.json`. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input' });
}
