import type { CellRun } from '../run/cell-run.ts';

/**
 * The smallest piece of work of a class: one submission's code under one test with one seed. Its key is a function of
 * what it computes, so that doing it twice is harmless, and two different results for one key are a finding.
 */
export interface Unit {
  /** Hex SHA-256 of submission digest, spec digest, test and seed. */
  key: string;
  /** SHA-256 of the submission's files. */
  submissionDigest: string;
  testId: string;
  seed: number;
  /** Derived from the course's secret: its number stays out of what students see. */
  isHeldOut: boolean;
}

/** A unit that has to run. */
export interface PendingUnit extends Unit {
  /** How many times it will have run then: a second run has to confirm that it fails. */
  attempt: number;
}

/** What came out of a unit; real time is kept apart from it. */
export interface UnitResult {
  key: string;
  /** With the submission's stacks mapped; `durationMs` is 0. */
  run: Omit<CellRun, 'durationMs'>;
}

/**
 * Carries out units, in any order, wherever it likes. `onResult` is awaited before the unit counts as done; a result
 * may be reported twice.
 *
 * @throws LabsError when it cannot go on; what has been reported stays valid.
 */
export interface Executor {
  run(
    units: readonly PendingUnit[],
    onResult: (result: UnitResult, durationMs: number) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
}
