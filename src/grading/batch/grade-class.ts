import type { ClassResults } from './class-results.ts';
import type { JournalRecord, UnitRecord } from './journal-record.ts';
import { needsRun } from './settle.ts';
import type { Executor, Unit } from './unit.ts';

export interface GradeClassOptions {
  units: readonly Unit[];
  /** What is known so far. */
  results: ClassResults;
  executor: Executor;
  /** Puts a record into the journal and into the results. */
  record: (record: JournalRecord) => Promise<void>;
  /** Makes a run fit for the journal: without names in an anonymous run. */
  scrub: (run: UnitRecord['run'], unit: Unit) => UnitRecord['run'];
  /** A result is in the journal. `isSettled`: and its unit needs no other. */
  onResult: (isSettled: boolean) => void;
}

/**
 * Runs every unit until it has a verdict: once when it passes, twice when it does not. What has been reported is in
 * the journal; whatever interrupts this, the rest can be done later.
 */
export async function gradeClass({ units, results, executor, ...options }: GradeClassOptions): Promise<void> {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  // First runs before second ones: then a process that is not the first one's has to confirm a failure.
  for (let round = 1; round <= 2; round++) {
    const pending = units
      .filter(({ key }) => needsRun(results.runsOf(key)))
      .map((unit) => ({ ...unit, attempt: results.runsOf(unit.key).length + 1 }));
    await executor.run(pending, async ({ key, run }, durationMs) => {
      const unit = byKey.get(key) as Unit;
      await options.record({ type: 'unit', ...unit, run: options.scrub(run, unit), durationMs });
      options.onResult(!needsRun(results.runsOf(key)));
    });
  }
}
