import { signatureOf } from '../../labs/signature.ts';
import { findTest } from '../run/plan.ts';
import type { CellResult } from '../run/run-cells.ts';
import { knownBugs } from './known-bug.ts';
import { nearestBug, type Outcome } from './nearest-bug.ts';

/** What a failure may say beyond facts: nothing; the rule that is probably broken; and the test that is made for it. */
export type HintLevel = 'off' | 'rule' | 'scenario';

/**
 * A hint for a failure: the rule of the classic bug that fails most like it; for a failure like none of them, what the
 * broken property itself suggests.
 *
 * @param results of the whole run: which tests pass tells bugs apart that fail alike.
 */
export function hintFor(
  { cell, run }: CellResult,
  results: readonly CellResult[],
  level: HintLevel,
): string | undefined {
  if (run.failure === null || level === 'off') return undefined;
  // Nothing has run that could be like a bug.
  if (run.status === 'build-error') return run.failure.hint;
  const others = results.filter(
    (other) =>
      other.cell.test.entry === cell.test.entry && other.cell.seed === cell.seed && other.run.status !== 'skipped',
  );
  const failure = { test: cell.test.id, signature: signatureOf(run.failure) };
  const bug = nearestBug(failure, others.map(outcomeOf), knownBugs());
  if (bug === undefined) return run.failure.hint;
  const lines = [bug.hint, bug.rule];
  if (level === 'scenario') lines.push(describeScenario(bug.scenario));
  return lines.join('\n');
}

function outcomeOf({ cell, run }: CellResult): Outcome {
  return { test: cell.test.id, signature: run.failure === null ? undefined : signatureOf(run.failure) };
}

function describeScenario(id: string): string {
  return `what shows it: ${id}, ${findTest(id).title}`;
}
