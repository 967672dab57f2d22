import { z } from 'zod';
import type { SubmissionMetadata } from './facts.ts';

/** A time that cannot be read is not known: lateness is told, and decides nothing. */
const time = z
  .unknown()
  .transform((value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : null));

/** What is read of Gradescope's `submission_metadata.json`; an older and a newer form agree in it. */
const metadataSchema = z.object({
  created_at: time,
  assignment: z.object({ due_date: time, late_due_date: time }).default({ due_date: null, late_due_date: null }),
});

/** @throws ZodError for what does not have that form. */
export function parseSubmissionMetadata(value: unknown): SubmissionMetadata {
  const { created_at, assignment } = metadataSchema.parse(value);
  return { createdAtMs: created_at, dueAtMs: assignment.due_date, lateDueAtMs: assignment.late_due_date };
}
