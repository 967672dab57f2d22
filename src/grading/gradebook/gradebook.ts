import * as z from 'zod';
import { LabsError } from '../../base/errors.ts';

const amount = z.number().min(0);

const submission = z.object({
  id: z.string(),
  student: z.record(z.string(), z.string().optional()),
  status: z.enum(['graded', 'incomplete', 'missing']),
  problem: z.string().nullable(),
  tests: z.array(
    z.object({ id: z.string(), title: z.string(), points: amount, earned: amount, passed: amount, runs: amount }),
  ),
  parts: z.array(z.object({ id: z.string(), points: amount, earned: amount })),
  points: amount,
  earned: amount,
  late: z.object({ lateDaysUsed: amount, factor: amount, explanation: z.string() }).nullable(),
  score: z.number().nullable(),
});

const gradebookSchema = z.object({
  version: z.literal(1),
  tool: z.literal('labs'),
  run: z.object({ id: z.string(), course: z.string(), parts: z.array(z.string()) }),
  submissions: z.array(submission),
});

/** What gradebooks are made from: the part of a class document that they need. */
export type Gradebook = z.infer<typeof gradebookSchema>;
export type GradebookEntry = Gradebook['submissions'][number];

/** Every class document is a gradebook. @throws LabsError for what is none. */
export function parseGradebook(value: unknown, path: string): Gradebook {
  const result = gradebookSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LabsError(
    'bad-grades',
    `${path} does not hold the grades of a class: ${issue?.path.join('.')}: ${issue?.message}`,
    {
      hint: 'name the folder of a run of `labs grade`, or the grades.json in it',
    },
  );
}

/** What students are told apart by: the submission's id, or a column of the roster. */
export function keyOf({ id, student }: GradebookEntry, by: string): string {
  return by === 'id' ? id : (student[by] ?? '');
}
