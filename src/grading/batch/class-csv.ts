import { stringify } from 'csv-stringify/sync';
import type { ClassDocument } from './class-document.ts';

/** A spreadsheet takes a cell that begins like this for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** The grades as a table, one row per student: `grades.csv`. Every cell is quoted; a blank score is no zero. */
export function classCsv({ run, submissions }: ClassDocument): string {
  const header = [
    'student_id',
    'name',
    'email',
    'status',
    'max_score',
    ...run.parts.map((part) => `part_${part}`),
    'raw_score',
    'late_factor',
    'score',
    'late',
    'problem',
  ];
  const rows = submissions.map((grade) => {
    const { id, student, status, points, parts, earned, late, score, problem } = grade;
    const isKnown = status === 'graded';
    return [
      id,
      student.name ?? '',
      student.email ?? '',
      status,
      points,
      ...parts.map((part) => (isKnown ? part.earned : '')),
      isKnown ? earned : '',
      late?.factor ?? '',
      score ?? '',
      late?.explanation ?? '',
      problem ?? '',
    ].map(safeCell);
  });
  return stringify([header, ...rows], { quoted: true, quoted_empty: true });
}

function safeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // NUL and its like have no place in a table.
  const text = value.replaceAll(/(?![\n\t])\p{Cc}/gu, '');
  return FORMULA_START.test(text) ? `'${text}` : text;
}
