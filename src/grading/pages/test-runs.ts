import type { SubmissionGrade } from '../batch/class-document.ts';
import type { TestReport } from '../report/document.ts';

/** One run of a test, named as its student may know it. */
export interface NamedRun {
  run: TestReport;
  /** `seed 7`; `held-out seed 1` where the number stays with the course. */
  name: string;
  isHeldOut: boolean;
}

/** Test → its runs, known seeds before held-out ones. */
export function runsOf({ report }: SubmissionGrade): Map<string, NamedRun[]> {
  const byTest = new Map<string, TestReport[]>();
  for (const test of report.parts.flatMap(({ tests }) => tests)) {
    const runs = byTest.get(test.id);
    if (runs === undefined) byTest.set(test.id, [test]);
    else runs.push(test);
  }
  return new Map(
    [...byTest].map(([id, runs]) => [
      id,
      runs
        .sort((a, b) => (a.heldOut ?? 0) - (b.heldOut ?? 0))
        .map((run) => ({
          run,
          name: run.heldOut === undefined ? `seed ${run.seed}` : `held-out seed ${run.heldOut}`,
          isHeldOut: run.heldOut !== undefined,
        })),
    ]),
  );
}

/** How a run ended, in words. */
export const STATUS_WORDS: Readonly<Record<TestReport['status'], string>> = {
  passed: 'passed',
  failed: 'failed',
  timeout: 'ran out of time',
  livelock: 'livelock',
  crashed: 'crashed',
  oom: 'out of memory',
  'build-error': 'does not build',
  skipped: 'not run',
  inconclusive: 'undecided',
  'harness-error': 'harness at fault',
};

/** Whether the submission is to blame for a run that did not pass. */
export function isOwnFailure({ status }: TestReport): boolean {
  return !['passed', 'skipped', 'inconclusive', 'harness-error'].includes(status);
}
