import type { ClassEntry, JournalRecord, UnitRecord } from './journal-record.ts';
import { settle } from './settle.ts';

type Run = UnitRecord['run'];

/** What a run's journal says by now. */
export class ClassResults {
  readonly runId: string;
  /** The last class that was recorded. */
  readonly entries: readonly ClassEntry[];
  readonly #runs = new Map<string, Run[]>();

  constructor(records: readonly JournalRecord[]) {
    let runId = '';
    let entries: readonly ClassEntry[] = [];
    for (const record of records) {
      switch (record.type) {
        case 'begin':
          runId = record.runId;
          break;
        case 'class':
          entries = record.entries;
          break;
        case 'unit':
          this.add(record.key, record.run);
          break;
        case 'resume':
          break;
      }
    }
    this.runId = runId;
    this.entries = entries;
  }

  add(key: string, run: Run): void {
    const runs = this.#runs.get(key);
    if (runs === undefined) this.#runs.set(key, [run]);
    else runs.push(run);
  }

  /** All runs of a unit that are known. */
  runsOf(key: string): readonly Run[] {
    return this.#runs.get(key) ?? [];
  }

  /** The verdict on a unit; undefined while it has to run, or to run again. */
  verdictOf(key: string): Run | undefined {
    return settle(this.runsOf(key));
  }
}
