import type { LogRecord, TransactionId } from './messages.ts';

/** What memory holds of a log. */
export interface LogImage {
  /** How many records were before. */
  truncated: number;
  records: readonly LogRecord[];
}

/** A log in this machine's memory that one coordinator appends to. Records go from its beginning only. */
export class ReceivedLog {
  readonly #process: (record: LogRecord) => void;
  readonly #truncate: (records: number) => void;
  /** The transactions of the records that are still in memory; undefined: nobody needs the record any more. */
  readonly #kept: (TransactionId | undefined)[] = [];
  #truncated = 0;
  /** Records that were processed before polling has come to them. */
  #ahead = 0;

  constructor(process: (record: LogRecord) => void, truncate: (records: number) => void) {
    this.#process = process;
    this.#truncate = truncate;
  }

  polled(record: LogRecord): void {
    if (this.#ahead > 0) this.#ahead--;
    else this.#take(record);
  }

  /** Takes everything that is in memory, and may not have been polled. */
  drain({ truncated, records }: LogImage): void {
    const news = records.slice(this.#truncated + this.#kept.length - truncated);
    this.#ahead += news.length;
    for (const record of news) this.#take(record);
  }

  /** The transaction is over: its records go as soon as nothing before them is needed. */
  forget(tx: TransactionId): void {
    for (const [place, kept] of this.#kept.entries()) if (kept === tx) this.#kept[place] = undefined;
    const needed = this.#kept.findIndex((kept) => kept !== undefined);
    const gone = needed < 0 ? this.#kept.length : needed;
    if (gone === 0) return;
    this.#kept.splice(0, gone);
    this.#truncated += gone;
    this.#truncate(gone);
  }

  #take(record: LogRecord): void {
    this.#kept.push(record.tx);
    this.#process(record);
  }
}
