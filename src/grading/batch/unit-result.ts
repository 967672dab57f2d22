import type { CellRun } from '../run/cell-run.ts';
import type { Unit, UnitResult } from './unit.ts';

/** A run without what depends on the machine, and what no report shows; and how long it took, ms of CPU time. */
export function asResult({ key }: Unit, { durationMs, ...run }: CellRun): [UnitResult, number] {
  return [{ key, run: { ...run, faults: [], losses: [], nodes: [] } }, Math.round(durationMs)];
}
