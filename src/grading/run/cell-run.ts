import type { TestRun } from '../../labs/run-test.ts';

/** How a cell ended, whoever noticed it. */
export interface CellRun extends Omit<TestRun, 'status'> {
  /** `build-error`: there was nothing to run, because the submission does not build. */
  status: TestRun['status'] | 'skipped' | 'build-error';
  /** Real time, ms. */
  durationMs: number;
}

/** A run in which nothing happened. */
export const EMPTY_RUN = {
  virtualMs: 0,
  events: 0,
  rpcs: 0,
  bytes: 0,
  peers: 0,
  commits: 0,
  digest: '',
  faults: [],
  losses: [],
  nodes: [],
  durationMs: 0,
};
