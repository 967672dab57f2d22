import type { ClassDocument, SubmissionGrade } from './class-document.ts';

/** What is different about a submission's grade in a second run. */
export interface GradeChange {
  id: string;
  /** Null: there was no score. */
  before: number | null;
  after: number | null;
  tests: { id: string; before: number; after: number }[];
}

export interface ClassComparison {
  /** The most lowered first. */
  lowered: GradeChange[];
  /** The most raised first. */
  raised: GradeChange[];
  /** The sum is the same, or one of the scores is missing. */
  other: GradeChange[];
  /** Ids that only one of the runs has. */
  onlyBefore: string[];
  onlyAfter: string[];
  unchanged: number;
}

/** What became of a class's grades from one run to another. */
export function compareClasses(before: ClassDocument, after: ClassDocument): ClassComparison {
  const second = new Map(after.submissions.map((grade) => [grade.id, grade]));
  const first = new Set(before.submissions.map(({ id }) => id));
  const both = before.submissions.flatMap((grade) => {
    const other = second.get(grade.id);
    return other === undefined ? [] : [changeOf(grade, other)];
  });
  const changes = both.filter((change) => change.tests.length > 0 || change.before !== change.after);
  const by = (change: GradeChange) => (change.after ?? Number.NaN) - (change.before ?? Number.NaN);
  const lowered = changes.filter((change) => by(change) < 0).sort((a, b) => by(a) - by(b));
  const raised = changes.filter((change) => by(change) > 0).sort((a, b) => by(b) - by(a));
  return {
    lowered,
    raised,
    other: changes.filter((change) => !(by(change) < 0 || by(change) > 0)),
    onlyBefore: before.submissions.filter(({ id }) => !second.has(id)).map(({ id }) => id),
    onlyAfter: after.submissions.filter(({ id }) => !first.has(id)).map(({ id }) => id),
    unchanged: both.length - changes.length,
  };
}

/** Tests that earn something else, or that are worth something else; one that is not there earns nothing. */
function changeOf(before: SubmissionGrade, after: SubmissionGrade): GradeChange {
  const earnings = (grade: SubmissionGrade) => new Map(grade.tests.map(({ id, earned }) => [id, earned]));
  const [was, is] = [earnings(before), earnings(after)];
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  return {
    id: before.id,
    before: before.score,
    after: after.score,
    tests: ids
      .map((id) => ({ id, before: was.get(id) ?? 0, after: is.get(id) ?? 0 }))
      .filter((test) => test.before !== test.after),
  };
}
