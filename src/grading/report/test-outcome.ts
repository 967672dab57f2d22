import { partOf } from '../../labs/lab-test.ts';
import type { PartReport, ReportDocument, TestReport } from './document.ts';

/**
 * `failed`: by the submission's doing. `undecided`: the harness failed or a checker could not tell, which says nothing
 * about the submission. `skipped`: not run.
 */
export type Verdict = 'passed' | 'failed' | 'undecided' | 'skipped';

const VERDICTS: Record<TestReport['status'], Verdict> = {
  passed: 'passed',
  failed: 'failed',
  timeout: 'failed',
  livelock: 'failed',
  crashed: 'failed',
  oom: 'failed',
  'build-error': 'failed',
  inconclusive: 'undecided',
  'harness-error': 'undecided',
  skipped: 'skipped',
};

/** Worst first. A failure is one whatever the other seeds say, so it comes before runs that say nothing. */
const ORDER: readonly Verdict[] = ['failed', 'undecided', 'skipped', 'passed'];

/** One test over all its seeds: what systems get that know no seeds. */
export interface TestOutcome {
  id: string;
  part: string;
  /** Position in its part, from 1. */
  number: number;
  title: string;
  verdict: Verdict;
  points: number;
  earned: number;
  runs: number;
  passed: number;
  /** Real time of all runs. */
  durationMs: number;
  /** The run that stands for the test: the first of those that decided the verdict. */
  shown: TestReport;
}

export function outcomesOf(document: ReportDocument): TestOutcome[] {
  return document.parts.flatMap(outcomesOfPart);
}

/** In the order of the part's tests; every id once. */
export function outcomesOfPart(part: Pick<PartReport, 'tests'>): TestOutcome[] {
  const byId = new Map<string, TestReport[]>();
  for (const test of part.tests) byId.set(test.id, [...(byId.get(test.id) ?? []), test]);
  return [...byId.values()].map((runs, position) => outcome(runs, position + 1));
}

function outcome(runs: readonly TestReport[], number: number): TestOutcome {
  const verdict = ORDER.find((candidate) => runs.some(({ status }) => VERDICTS[status] === candidate)) as Verdict;
  const shown = runs.find(({ status }) => VERDICTS[status] === verdict) as TestReport;
  return {
    id: shown.id,
    part: partOf(shown),
    number,
    title: shown.title,
    verdict,
    points: shown.points,
    earned: verdict === 'passed' ? shown.points : 0,
    runs: runs.length,
    passed: runs.filter(({ status }) => status === 'passed').length,
    durationMs: runs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    shown,
  };
}

/** The part's and the test's name with its title, unique in a document. */
export function nameOf({ id, title }: Pick<TestOutcome, 'id' | 'title'>): string {
  return `${id}: ${title}`;
}

/** Outcomes with a verdict of their own count: how many of each. */
export function countVerdicts(outcomes: readonly TestOutcome[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { passed: 0, failed: 0, undecided: 0, skipped: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}

/** What a grader must not read as the submission's failure; undefined: every test has a verdict. */
export function undecidedNote(outcomes: readonly TestOutcome[]): string | undefined {
  const undecided = outcomes.filter(({ verdict }) => verdict === 'undecided');
  if (undecided.length === 0) return undefined;
  const points = undecided.reduce((sum, test) => sum + test.points, 0);
  return `NO VERDICT on ${undecided.map(({ id }) => id).join(', ')} (worth ${points} points): the harness is at fault or could not decide, not the submission. Run it again, or have a person look: the score does not hold yet.`;
}
