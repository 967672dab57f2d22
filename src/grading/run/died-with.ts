import { explainLoss } from '../../labs/lost-nodes.ts';
import { type CellRun, EMPTY_RUN } from './cell-run.ts';
import type { Cell } from './plan.ts';
import type { WorkerDeath } from './worker-process.ts';

/** The result of a cell whose process did not live to report it. */
export function diedWith({ stuck, isOutOfMemory, description }: WorkerDeath, { test }: Cell): CellRun {
  const where = { atMs: 0, event: 0, stack: stuck?.stack ?? '' };
  if (stuck !== undefined) {
    const { stepCpuMs } = stuck;
    const [status, failure] = explainLoss({ kind: 'stuck', stepCpuMs }, test, where);
    return { ...EMPTY_RUN, status, failure, durationMs: stepCpuMs };
  }
  const [status, failure] = explainLoss(
    isOutOfMemory ? { kind: 'out-of-memory' } : { kind: 'ended', description },
    test,
    where,
  );
  return { ...EMPTY_RUN, status, failure };
}
