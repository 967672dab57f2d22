import type { Entry } from './messages.ts';

/** The entries after `base`, the last index covered by the snapshot. `base` itself is known by its term only. */
export class Log {
  base: number;
  baseTerm: number;
  private entries: Entry[];

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
    this.entries.length = index - this.base;
  }

  /** A snapshot covers everything up to `index`. */
  compact(index: number): void {
    this.baseTerm = this.term(index) ?? this.baseTerm;
    this.entries.splice(0, index - this.base);
    this.base = index;
  }

  /** A snapshot up to `index` replaces the whole log. */
  restart(index: number, term: number): void {
    this.base = index;
    this.baseTerm = term;
    this.entries = [];
  }

  /** Starting at `index`, the highest index whose term is not higher than `term`: the logs may agree up to there. */
  agreementBefore(index: number, term: number): number {
    let guess = index;
    while (guess > this.base && (this.term(guess) ?? 0) > term) guess -= 1;
    return guess;
  }
}
