import type { ChalkInstance } from 'chalk';
import type { ClassDocument, ClassSummary, SubmissionGrade } from './class-document.ts';

const HARDEST_TOLD = 5;
const BAR_CHARS = 40;
const PROBLEM_CHARS = 100;

/** The class for people: one line per submission, then what it looks like as a whole. */
export function classText({ submissions, summary }: ClassDocument, paint: ChalkInstance): string {
  const width = Math.max(...submissions.map(({ id }) => id.length), 0);
  return [
    ...submissions.map((grade) => submissionLine(grade, width, paint)),
    '',
    ...summaryLines(summary, submissions[0]?.points ?? 0, paint),
    '',
  ].join('\n');
}

function submissionLine(grade: SubmissionGrade, width: number, paint: ChalkInstance): string {
  const { id, status, parts, points, earned, score, late, problem } = grade;
  const name = shown(id).padEnd(width);
  if (status === 'missing') return `  ${name}  ${paint.dim('nothing was handed in')}`;
  const colour = status === 'incomplete' ? paint.yellow : score === points ? paint.green : paint.red;
  const total = status === 'incomplete' ? 'incomplete' : `${score} of ${points}`;
  const byPart = parts.map((part) => `${part.id} ${part.earned}/${part.points}`).join('  ');
  const lateness = late === null || late.factor === 1 ? '' : `  late: ${earned} × ${late.factor}`;
  const reason = problem === null ? '' : `  ${shown(problem).slice(0, PROBLEM_CHARS)}`;
  return `  ${name}  ${colour(total.padEnd(14))} ${paint.dim(byPart)}${lateness}${paint.dim(reason)}`.trimEnd();
}

function summaryLines(summary: ClassSummary, points: number, paint: ChalkInstance): string[] {
  const { submissions, graded, incomplete, missing, mean, median, histogram, tests, suspects } = summary;
  const counts = [
    `${submissions} ${submissions === 1 ? 'submission' : 'submissions'}`,
    `${graded} graded`,
    ...(incomplete > 0 ? [`${incomplete} incomplete`] : []),
    ...(missing > 0 ? [`${missing} missing`] : []),
  ];
  const most = Math.max(...histogram.map(({ count }) => count), 1);
  const hardest = tests.filter(({ passRate }) => passRate < 1).slice(0, HARDEST_TOLD);
  return [
    `${paint.bold(counts.join(', '))}${mean === null ? '' : `   mean ${mean}, median ${median} of ${points}`}`,
    ...(graded > 1 ? histogram.map((bucket) => histogramLine(bucket, most)) : []),
    ...(hardest.length === 0 ? [] : ['', 'hardest tests']),
    ...hardest.map(({ id, passRate, title }) => `  ${percent(passRate)}  ${id}  ${paint.dim(title)}`),
    ...(suspects.length === 0 ? [] : ['', 'somebody should look at']),
    ...suspects.map(({ id, reason }) => `  ${shown(id)}: ${reason}`),
  ];
}

function histogramLine({ from, to, count }: ClassSummary['histogram'][number], most: number): string {
  const bar = '#'.repeat(Math.round((count / most) * BAR_CHARS));
  return `  ${String(from).padStart(6)} to ${String(to).padEnd(6)} ${String(count).padStart(4)} ${bar}`.trimEnd();
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`.padStart(5);
}

/** On one line, and without what a terminal would obey. */
function shown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, '');
}
