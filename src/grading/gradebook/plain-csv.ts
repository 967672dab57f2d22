import { type CsvOptions, csvText, rounded } from './csv-text.ts';
import type { Gradebook, GradebookEntry } from './gradebook.ts';

/** Names of nbgrader's export where it has the same: people have scripts that read them. */
const COLUMNS = [
  'assignment',
  'student_id',
  'name',
  'email',
  'status',
  'raw_score',
  'late_submission_penalty',
  'score',
  'max_score',
  'late_days_used',
  'note',
] as const;

/** `grades.csv`: one row per submission, then the points of each part. What is not decided is blank. */
export function plainCsv({ run, submissions }: Gradebook, options: CsvOptions): string {
  const assignment = run.parts.join(' ');
  const row = (entry: GradebookEntry) => [
    assignment,
    entry.id,
    entry.student.name ?? '',
    entry.student.email ?? '',
    entry.status,
    entry.score === null ? null : rounded(entry.earned),
    entry.score === null ? null : rounded(entry.earned - entry.score),
    entry.score === null ? null : rounded(entry.score),
    rounded(entry.points),
    entry.late === null ? null : entry.late.lateDaysUsed,
    [entry.problem, entry.late?.explanation].filter(Boolean).join('; '),
    ...run.parts.map((id) => {
      const part = entry.parts.find((candidate) => candidate.id === id);
      return part === undefined || entry.score === null ? null : rounded(part.earned);
    }),
  ];
  return csvText([...COLUMNS, ...run.parts], submissions.map(row), options);
}
