import { rounded } from './csv-text.ts';
import type { GradebookEntry } from './gradebook.ts';

/** Why a submission has the points that it has, in a few lines. */
export function feedbackOf({ problem, parts, tests, late }: GradebookEntry): string {
  const lost = tests.filter(({ earned, points }) => earned < points);
  return [
    ...(problem === null ? [] : [problem]),
    ...parts.map(({ id, earned, points }) => `${id}: ${rounded(earned)} of ${rounded(points)} points`),
    ...lost.map(
      ({ id, title, earned, points, passed, runs }) =>
        `${id} (${title}): ${rounded(earned)} of ${rounded(points)}, passed with ${passed} of ${runs} seeds`,
    ),
    ...(late === null ? [] : [late.explanation]),
  ].join('\n');
}
