import type { Entry } from './messages.ts';

/** The entries after `base`, the last index covered by the snapshot. `base` itself is known by its term only. */
export class Log {
  base: number;
  baseTerm: number;
  private entries: Entry[];
  /** The entries as `text` shows them, as far as they are written down already. */
  private written = '';
  private writtenCount = 0;

  constructor(base = 0, baseTerm = 0, entries: Entry[] = []) {
    this.base = base;
    this.baseTerm = baseTerm;
    this.entries = entries;
  }

  get last(): number {
    return this.base + this.entries.length;
  }

  /** The term at an index, or undefined if it is not known (any more). */
  term(index: number): number | undefined {
    if (index === this.base) return this.baseTerm;
    return this.entries[index - this.base - 1]?.[0];
  }

  get lastTerm(): number {
    return this.term(this.last) ?? 0;
  }

  matches(index: number, term: number): boolean {
    return this.term(index) === term;
  }

  /** Entries from index `from` up to and without index `to`. */
  slice(from: number, to: number): Entry[] {
    return this.entries.slice(from - this.base - 1, to - this.base - 1);
  }

  push(entries: readonly Entry[]): void {
    for (const entry of entries) this.entries.push(entry);
  }

  /** Drops everything after `index`. */
  cutAfter(index: number): void {
    if (index === this.last) return;
    this.entries.length = index - this.base;
    this.rewrite();
  }

  /** A snapshot covers everything up to `index`. */
  compact(index: number): void {
    this.baseTerm = this.term(index) ?? this.baseTerm;
    this.entries.splice(0, index - this.base);
    this.base = index;
    this.rewrite();
  }

  /** A snapshot up to `index` replaces the whole log. */
  restart(index: number, term: number): void {
    this.base = index;
    this.baseTerm = term;
    this.entries = [];
    this.rewrite();
  }

  /** Starting at `index`, the highest index whose term is not higher than `term`: the logs may agree up to there. */
  agreementBefore(index: number, term: number): number {
    let guess = index;
    while (guess > this.base && (this.term(guess) ?? 0) > term) guess -= 1;
    return guess;
  }

  /** A line for each entry: its term and, after a blank, its command as JSON. */
  get text(): string {
    const news = this.entries
      .slice(this.writtenCount)
      .map(([term, command]) => `${term} ${JSON.stringify(command ?? null)}\n`);
    // Not `+=`, which only notes that there is one more piece: every save would have to collect thousands of them.
    if (news.length > 0) this.written = [this.written, ...news].join('');
    this.writtenCount = this.entries.length;
    return this.written;
  }

  private rewrite(): void {
    this.written = '';
    this.writtenCount = 0;
  }
}

/** The entry that a line of `text` stands for. */
export function entryOfLine(line: string): Entry {
  const blank = line.indexOf(' ');
  return [Number(line.slice(0, blank)), JSON.parse(line.slice(blank + 1))];
}
