import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { SubmissionGrade } from './class-document.ts';

type Condition = (grade: SubmissionGrade) => boolean;

const COMPARISONS: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

/**
 * A condition on grades: `score<max`, `score>=12.5`, `status=incomplete`. A grade without a score meets no condition
 * on scores.
 *
 * @throws LabsError for anything else.
 */
export function parseCondition(text: string): Condition {
  const score = /^score\s*(<=|>=|<|>|=)\s*(max|\d+(?:\.\d+)?)$/.exec(text.trim());
  if (score !== null) {
    const compare = COMPARISONS[score[1] as string] as (a: number, b: number) => boolean;
    return ({ score: value, points }) =>
      value !== null && compare(value, score[2] === 'max' ? points : Number(score[2]));
  }
  const status = /^status\s*=\s*(graded|incomplete|missing)$/.exec(text.trim());
  if (status !== null) return (grade) => grade.status === status[1];
  throw new LabsError('bad-option', `--where '${text}': not a condition`, {
    hint: 'such as score<max, score>=12.5 or status=incomplete',
  });
}

/**
 * The submissions with one of these ids that meet the condition.
 *
 * @throws LabsError for an id that is not there, and when there is nothing left.
 */
export function selectGrades(
  grades: readonly SubmissionGrade[],
  { students, where }: { students: readonly string[] | undefined; where: string | undefined },
): SubmissionGrade[] {
  const ids = grades.map(({ id }) => id);
  const unknown = students?.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new LabsError('unknown-student', `there is no '${unknown}' in that run`, { hint: suggest(unknown, ids) });
  }
  const meets = where === undefined ? () => true : parseCondition(where);
  const selected = grades.filter((grade) => (students?.includes(grade.id) ?? true) && meets(grade));
  if (selected.length > 0) return selected;
  throw new LabsError('nothing-selected', 'no submission of that run is selected', {
    hint: 'less strict --where or --students; without them, all are graded again',
  });
}
