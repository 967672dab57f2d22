import * as z from 'zod';
import type { CellRun } from '../run/cell-run.ts';

/** Every way in which a run ends. */
const STATUSES = [
  'passed',
  'failed',
  'inconclusive',
  'timeout',
  'livelock',
  'crashed',
  'oom',
  'build-error',
  'skipped',
  'harness-error',
] as const satisfies readonly CellRun['status'][];

const count = z.int().min(0);
const points = z.number().min(0);

const failure = z.strictObject({
  kind: z.string().describe('safety, liveness, performance, vacuous, crash, determinism, build or harness.'),
  property: z.string().describe('Name of the property that does not hold.'),
  statement: z.string().describe('The property in words, with its source.'),
  message: z.string().describe('One sentence: what went wrong.'),
  expected: z.string(),
  actual: z.string(),
  atMs: z.number().min(0).describe('Virtual time.'),
  event: count.describe('Number of the event, from 1; 0: nothing has run.'),
  replay: z.string().describe('The command that shows the failure again; empty for a held-out seed.'),
  hint: z.string().exactOptional().describe('Absent when the config turns hints off.'),
  layer: z
    .string()
    .exactOptional()
    .describe('Which layer of a service the failure points to; absent when that is not known.'),
  stack: z
    .array(z.string())
    .describe('Where in the student’s files it happened, innermost first; empty when no code threw.'),
});

const test = z.strictObject({
  id: z.string().describe('Part, slash, name.'),
  title: z.string(),
  seed: count.describe('0, which means nothing, for a held-out seed: its number is secret.'),
  heldOut: z
    .int()
    .min(1)
    .exactOptional()
    .describe('Which one of the held-out seeds; absent for a seed that students know.'),
  status: z.enum(STATUSES),
  points,
  earned: points,
  durationMs: z.number().min(0).describe('Real time.'),
  virtualMs: z.number().min(0),
  events: count,
  rpcs: count,
  bytes: count,
  peers: count,
  commits: count,
  digest: z.string().describe('SHA-256 of the run’s trace, hexadecimal; empty when nothing has run.'),
  failure: failure.nullable(),
});

const part = z.strictObject({
  id: z.string(),
  title: z.string(),
  points: points.describe('Of all tests that were asked for, optional ones included.'),
  earned: points.describe('Of the tests that passed with every seed.'),
  tests: z.array(test).describe('In the order of the course; once per seed.'),
});

/** The document of `--reporter json`, version 1. */
export const reportSchema = z.strictObject({
  version: z.literal(1).describe('Version of this format.'),
  tool: z.literal('labs'),
  submission: z.string().describe('The submission’s folder, as people call it.'),
  seed: count.describe('The first seed.'),
  parts: z.array(part),
  summary: z.strictObject({
    passed: count,
    failed: count.describe('Whatever has neither passed nor been skipped.'),
    skipped: count,
    points,
    earned: points,
    durationMs: z.number().min(0).describe('Real time of all runs.'),
    events: count,
  }),
});

/** The same as a JSON Schema: `report.schema.json`. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
