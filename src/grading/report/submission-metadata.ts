import { z } from 'zod';
import type { SubmissionMetadata } from './facts.ts';

const time = z
  .string()
  .nullish()
  .transform((text) => (text == null || Number.isNaN(Date.parse(text)) ? null : Date.parse(text)));

/** What is read of Gradescope's `submission_metadata.json`; an older and a newer form agree in it. */
const metadataSchema = z.object({
  created_at: time,
  assignment: z.object({ due_date: time, late_due_date: time }).prefault({}),
});

/** @throws ZodError for what does not have that form. */
export function parseSubmissionMetadata(value: unknown): SubmissionMetadata {
  const { created_at, assignment } = metadataSchema.parse(value);
  return { createdAtMs: created_at, dueAtMs: assignment.due_date, lateDueAtMs: assignment.late_due_date };
}
