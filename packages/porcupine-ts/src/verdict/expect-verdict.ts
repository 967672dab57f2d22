import type { Verdict } from './verdict.ts';

/** @throws TypeError for a verdict that is plainly of another history */
export function expectVerdictOf(operations: readonly unknown[], { stats }: Verdict): void {
  if (stats.operations === operations.length) return;
  throw new TypeError(
    `the verdict is of a history of ${stats.operations} operations, not of these ${operations.length}`,
  );
}
