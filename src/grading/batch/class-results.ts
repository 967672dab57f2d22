import type { ClassEntry, JournalRecord, UnitRecord } from './journal-record.ts';
import { settle } from './settle.ts';

type Run = UnitRecord['run'];

/** What a run's journal says by now. */
export class ClassResults {
  #runId = '';
  #entries: readonly ClassEntry[] = [];
  readonly #runs = new Map<string, Run[]>();

  constructor(records: readonly JournalRecord[]) {
    for (const record of records) this.record(record);
  }

  get runId(): string {
    return this.#runId;
  }

  /** The class as it was recorded last. */
  get entries(): readonly ClassEntry[] {
    return this.#entries;
  }

  record(record: JournalRecord): void {
    switch (record.type) {
      case 'begin':
        this.#runId = record.runId;
        break;
      case 'class':
        this.#entries = record.entries;
        break;
      case 'unit':
        this.#runs.set(record.key, [...this.runsOf(record.key), record.run]);
        break;
      case 'resume':
        break;
    }
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
