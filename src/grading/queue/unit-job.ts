import type { GradeSpec } from '../batch/grade-spec.ts';
import { labsVersion } from '../batch/make-spec.ts';
import type { PendingUnit, UnitResult } from '../batch/unit.ts';

/** What a worker needs to know to run a unit; the code is in the {@link CodeStore}. */
export interface UnitJob {
  unit: PendingUnit;
  spec: Pick<GradeSpec, 'limits' | 'entries' | 'host'>;
}

/** What a worker returns. */
export interface UnitJobResult {
  result: UnitResult;
  durationMs: number;
}

/** Graders and workers of different versions never meet: what one means, the other might misunderstand. */
export function queueName(): string {
  return `labs-${labsVersion()}`;
}

/**
 * A job whose worker does not renew its lock for this long is given to another one, ms. Workers renew it in half the
 * time, from a process that runs nothing but that.
 */
export const LOCK_MS = 10_000;
/** How often somebody looks for such jobs, ms. */
export const STALLED_CHECK_MS = 5_000;
/** A job that has lost so many workers is given up: it may be what kills them. */
export const LOST_WORKERS_MAX = 5;
