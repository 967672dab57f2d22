import * as z from 'zod';
import { reportSchema } from '../report/schema.ts';
import type { ClassDocument } from './class-document.ts';

const text = z.string();
const number = z.number();
const count = z.int().min(0);
const share = z.number().min(0).max(1);

const testGrade = z.object({
  id: text,
  title: text,
  points: number,
  earned: number,
  passed: count,
  runs: count,
  status: z.enum(['passed', 'partly', 'failed', 'incomplete']),
});

const lateDecision = z.object({
  lateByMs: number,
  lateDaysUsed: number,
  lateDaysLeft: number,
  factor: number,
  explanation: text,
});

const submission = z.object({
  id: text.min(1),
  student: z.record(text, text),
  digest: text,
  status: z.enum(['graded', 'incomplete', 'missing']),
  problem: text.nullable(),
  tests: z.array(testGrade),
  parts: z.array(z.object({ id: text, points: number, earned: number })),
  points: number,
  earned: number,
  late: lateDecision.nullable(),
  score: number.nullable(),
  report: reportSchema,
});

const run = z.object({
  id: text,
  course: text,
  labsVersion: text,
  specDigest: text,
  parts: z.array(text),
  seeds: z.array(number),
  heldOutSeeds: count,
  rule: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('k-of-n'), k: z.int().min(1) }),
    z.object({ kind: z.literal('proportional') }),
  ]),
  host: z.enum(['process', 'process-per-node', 'vm']),
});

/** The shape of `grades.json`. */
export const classSchema: z.ZodType<ClassDocument> = z.object({
  version: z.literal(1),
  tool: z.literal('labs'),
  run,
  submissions: z.array(submission),
  summary: z.object({
    submissions: count,
    graded: count,
    incomplete: count,
    missing: count,
    mean: number.nullable(),
    median: number.nullable(),
    histogram: z.array(z.object({ from: number, to: number, count })),
    tests: z.array(z.object({ id: text, title: text, passRate: share, runs: count })),
    suspects: z.array(z.object({ id: text, reason: text })),
  }),
});
