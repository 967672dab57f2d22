import type { ClassResults } from './class-results.ts';
import type { Journal } from './journal.ts';
import type { UnitRecord } from './journal-record.ts';
import { needsRun } from './settle.ts';
import type { Executor, Unit } from './unit.ts';

export interface GradeClassOptions {
  units: readonly Unit[];
  /** What is known already; grows. */
  results: ClassResults;
  journal: Journal;
  executor: Executor;
  /** Makes a run fit for the journal: names scrubbed in an anonymous run. */
  prepare?: (run: UnitRecord['run'], unit: Unit) => UnitRecord['run'];
  /** A result is in the journal. `isSettled`: and the unit needs no other. */
  onResult?: (unit: Unit, isSettled: boolean, durationMs: number) => void;
}

/**
 * Runs every unit until it has a verdict: once when it passes, twice when it does not. What has been reported is in
 * the journal; whatever interrupts this, the rest can be done later.
 */
export async function gradeClass(options: GradeClassOptions): Promise<void> {
  const { units, results, journal, executor, prepare = (run) => run, onResult } = options;
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const pending = () => [...byKey.values()].filter(({ key }) => needsRun(results.runsOf(key)));
  // The first runs of all come before any second one, so that a figure for everybody is there early.
  for (let round = 0; round < 2; round++) {
    await executor.run(pending(), async ({ key, run: found }, durationMs) => {
      const unit = byKey.get(key) as Unit;
      const { submissionDigest, testId, seed, isHeldOut } = unit;
      const run = prepare(found, unit);
      await journal.append({ type: 'unit', key, submissionDigest, testId, seed, isHeldOut, run, durationMs });
      results.add(key, run);
      onResult?.(unit, !needsRun(results.runsOf(key)), durationMs);
    });
  }
}
