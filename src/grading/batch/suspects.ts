import { PROCESS_ENDED } from '../../labs/lost-nodes.ts';
import type { TestReport } from '../report/document.ts';
import type { ClassSummary, SubmissionGrade } from './class-document.ts';
import { outcomeOf } from './scoring.ts';
import { NONDETERMINISTIC } from './settle.ts';

type Suspect = ClassSummary['suspects'][number];

/** One line per thing that a person should look at. What each returns is a sentence, or undefined. */
const SUSPICIONS: readonly ((grade: SubmissionGrade, all: readonly SubmissionGrade[]) => string | undefined)[] = [
  ranDifferently,
  failsHeldOutOnly,
  endedItsProcess,
  sameFiles,
];

/** Submissions that somebody should look at, and why; in the order of their ids. */
export function findSuspects(submissions: readonly SubmissionGrade[]): Suspect[] {
  return submissions.flatMap((grade) =>
    SUSPICIONS.flatMap((suspicion) => {
      const found = suspicion(grade, submissions);
      return found === undefined ? [] : [{ id: grade.id, reason: found }];
    }),
  );
}

function ranDifferently(grade: SubmissionGrade): string | undefined {
  return reason('ran differently the second time', testsWhere(grade, isNondeterministic));
}

function isNondeterministic({ failure }: TestReport): boolean {
  return failure?.property === NONDETERMINISTIC;
}

/** Code that knows the public seeds passes with them, and with no others. */
function failsHeldOutOnly(grade: SubmissionGrade): string | undefined {
  const failing = testsWhere(grade, ({ heldOut, status }) => heldOut !== undefined && outcomeOf(status) === 'failed');
  const inPublic = new Set(testsWhere(grade, ({ heldOut, status }) => heldOut === undefined && status !== 'passed'));
  return reason(
    'passes with the public seeds and fails with held-out ones',
    failing.filter((id) => !inPublic.has(id)),
  );
}

function endedItsProcess(grade: SubmissionGrade): string | undefined {
  const tests = testsWhere(grade, ({ failure }) => failure?.message === PROCESS_ENDED);
  return reason('its process was ended from inside, or spoke out of turn', tests);
}

function sameFiles({ id, digest }: SubmissionGrade, all: readonly SubmissionGrade[]): string | undefined {
  const others = digest === '' ? [] : all.filter((other) => other.digest === digest && other.id !== id);
  return reason(
    'has the same files as',
    others.map((other) => other.id),
  );
}

/** Ids of the tests with such a run. */
function testsWhere({ report }: SubmissionGrade, wanted: (test: TestReport) => boolean): string[] {
  return [...new Set(report.parts.flatMap(({ tests }) => tests.filter(wanted).map(({ id }) => id)))];
}

const TOLD_MAX = 5;

/** Undefined when there is nothing to tell of. */
function reason(what: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const told = ids.length <= TOLD_MAX ? ids : [...ids.slice(0, TOLD_MAX), `and ${ids.length - TOLD_MAX} more`];
  return `${what}: ${told.join(', ')}`;
}
