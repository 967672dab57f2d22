import * as z from 'zod';
import type { SubmissionMetadata } from './facts.ts';

/** What is read of Gradescope's `submission_metadata.json`; an older and a newer form agree in it. */
const metadataSchema = z.object({
  created_at: z.unknown().optional(),
  assignment: z.object({ due_date: z.unknown().optional(), late_due_date: z.unknown().optional() }).optional(),
});

/** @throws ZodError for what does not have that form. */
export function parseSubmissionMetadata(value: unknown): SubmissionMetadata {
  const { created_at, assignment } = metadataSchema.parse(value);
  return {
    createdAtMs: timeOf(created_at),
    dueAtMs: timeOf(assignment?.due_date),
    lateDueAtMs: timeOf(assignment?.late_due_date),
  };
}

/** A time that cannot be read is not known: lateness is told, and decides nothing, so it stops no grading. */
function timeOf(value: unknown): number | null {
  const timeMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(timeMs) ? null : timeMs;
}
