import type { CellRun } from '../run/cell-run.ts';
import type { ScoringRule, TestGrade } from './class-document.ts';
import type { SpecPart, SpecTest } from './grade-spec.ts';

/** How a test's run ended, as far as points are concerned. `unknown`: it is not the submission's doing. */
type Outcome = 'passed' | 'failed' | 'unknown';

export function outcomeOf(status: CellRun['status']): Outcome {
  switch (status) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'inconclusive':
    case 'harness-error':
      return 'unknown';
    case 'failed':
    case 'timeout':
    case 'livelock':
    case 'crashed':
    case 'oom':
    case 'build-error':
      return 'failed';
  }
}

/**
 * The points of a test from the statuses of its runs. While any of them is unknown, the test is incomplete, and its
 * points are neither given nor taken.
 */
export function gradeTest(test: SpecTest, statuses: readonly CellRun['status'][], rule: ScoringRule): TestGrade {
  const outcomes = statuses.map(outcomeOf);
  const passed = outcomes.filter((outcome) => outcome === 'passed').length;
  const isIncomplete = outcomes.length === 0 || outcomes.includes('unknown');
  const share = isIncomplete ? 0 : shareOf(rule, passed, outcomes.length);
  return {
    id: test.id,
    title: test.title,
    points: test.points,
    earned: roundPoints(test.points * share),
    passed,
    runs: outcomes.length,
    status: isIncomplete ? 'incomplete' : share === 1 ? 'passed' : share === 0 ? 'failed' : 'partly',
  };
}

/** Which share of a test's points so many passing runs earn. */
function shareOf(rule: ScoringRule, passed: number, runs: number): number {
  switch (rule.kind) {
    case 'all':
      return passed === runs ? 1 : 0;
    case 'k-of-n':
      return passed >= rule.k ? 1 : 0;
    case 'proportional':
      return passed / runs;
  }
}

/** A part's points: optional tests come on top. */
export function gradePart(
  { id, points, tests }: SpecPart,
  grades: readonly TestGrade[],
): { id: string; points: number; earned: number } {
  const own = new Set(tests.map((test) => test.id));
  return { id, points, earned: sumPoints(grades.filter((grade) => own.has(grade.id)).map(({ earned }) => earned)) };
}

export function sumPoints(points: readonly number[]): number {
  return roundPoints(points.reduce((sum, each) => sum + each, 0));
}

/** Gradebooks have two decimals. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}
