import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { LabsError } from '../../base/errors.ts';
import type { JournalRecord } from './journal-record.ts';
import type { Unit } from './unit.ts';

const timingsSchema = z.strictObject({
  version: z.literal(1),
  /** Test → how long one run of it takes, ms of CPU time. */
  testMs: z.record(z.string(), z.number().min(0)),
});

/** What `timings.json` of a run folder holds: how long tests took, to split the next run by. */
export type Timings = z.infer<typeof timingsSchema>;

/** Without any times every unit counts the same. */
export const NO_TIMINGS: Timings = { version: 1, testMs: {} };

/** @throws LabsError when the file cannot be read or is something else. */
export function readTimings(path: string): Timings {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new LabsError('bad-timings', `cannot read the times in ${path}: ${(cause as Error).message}`, {
      hint: 'expected the timings.json of an earlier run folder',
      cause,
    });
  }
  const result = timingsSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LabsError('bad-timings', `${path} is no file of times: ${issue?.path.join('.')}: ${issue?.message}`, {
    hint: 'expected the timings.json of an earlier run folder',
  });
}

/** Median over all runs of a test in a journal. */
export function timingsOf(records: readonly JournalRecord[]): Timings {
  const byTest = new Map<string, number[]>();
  for (const record of records) {
    if (record.type !== 'unit' || record.carriedFrom !== undefined) continue;
    byTest.set(record.testId, [...(byTest.get(record.testId) ?? []), record.durationMs]);
  }
  const ids = [...byTest.keys()].sort();
  return { version: 1, testMs: Object.fromEntries(ids.map((id) => [id, median(byTest.get(id) as number[])])) };
}

/** How long a unit will probably take: as its test did; one that is new, as most do. */
export function expectedMs({ testMs }: Timings): (unit: Unit) => number {
  const usual = median(Object.values(testMs)) || 1;
  return ({ testId }) => testMs[testId] ?? usual;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
