import type { Entry } from './messages.ts';

/** What of a log is saved; an entry is written as `[term, command]` to keep the state small. */
export interface SavedLog {
  lastIncludedIndex: number;
  lastIncludedTerm: number;
  log: [term: number, command: unknown][];
}

/**
 * The log of Figure 2: entries at 1-based indexes, the first of which a snapshot may have replaced (§7).
 *
 * `lastIncludedIndex` is the last index the snapshot covers. Its term is still known, so that an AppendEntries that
 * starts right after the snapshot can be checked; at index 0 there is no entry, and its term is 0.
 */
export class Log {
  lastIncludedIndex = 0;
  lastIncludedTerm = 0;
  private entries: Entry[] = [];
  /** The entries as a JSON array that is still open, kept because the state is saved at every change; null: to be built anew. */
  private encoded: string | null = '[';

  get lastIndex(): number {
    return this.lastIncludedIndex + this.entries.length;
  }

  get lastTerm(): number {
    return this.termAt(this.lastIndex);
  }

  /** Term of the entry at an index from `lastIncludedIndex` to `lastIndex`. */
  termAt(index: number): number {
    return index === this.lastIncludedIndex ? this.lastIncludedTerm : this.entryAt(index).term;
  }

  /** The entry at an index from `lastIncludedIndex + 1` to `lastIndex`. */
  entryAt(index: number): Entry {
    const entry = this.entries[index - this.lastIncludedIndex - 1];
    if (entry === undefined) throw new RangeError(`no log entry at index ${index}`);
    return entry;
  }

  /** Does the log hold an entry of this index and term? What the snapshot covers is committed, so it agrees. */
  matches(index: number, term: number): boolean {
    if (index < this.lastIncludedIndex) return true;
    return index <= this.lastIndex && this.termAt(index) === term;
  }

  /** At most `limit` entries, from index `from` on. */
  entriesFrom(from: number, limit: number): Entry[] {
    const start = from - this.lastIncludedIndex - 1;
    return this.entries.slice(start, start + limit);
  }

  append(entry: Entry): void {
    this.writeFrom(this.lastIndex + 1, [entry]);
  }

  /** Puts entries at `index` and the indexes that follow. */
  writeFrom(index: number, entries: readonly Entry[]): void {
    if (index <= this.lastIndex) this.encoded = null;
    let offset = index - this.lastIncludedIndex - 1;
    for (const entry of entries) {
      // Looking at its last character also makes one flat string of the many appended pieces, so that saving need not.
      if (this.encoded !== null) this.encoded += (this.encoded.endsWith('[') ? '' : ',') + encodeEntry(entry);
      this.entries[offset++] = entry;
    }
  }

  /** Deletes the entry at `index` and all that follow it. */
  truncateFrom(index: number): void {
    this.entries.length = index - this.lastIncludedIndex - 1;
    this.encoded = null;
  }

  /** Forgets the entries that a snapshot covers; those after it stay. */
  discardThrough(index: number, term: number): void {
    this.entries = this.entries.slice(index - this.lastIncludedIndex);
    this.lastIncludedIndex = index;
    this.lastIncludedTerm = term;
    this.encoded = null;
  }

  /** Index of the first entry of the term that the entry at `index` belongs to. */
  firstIndexOfTermAt(index: number): number {
    const term = this.termAt(index);
    let first = index;
    while (first > this.lastIncludedIndex + 1 && this.termAt(first - 1) === term) first -= 1;
    return first;
  }

  /** Index of the last entry of `term` that is not after `index`, if one is known. */
  lastIndexOfTerm(term: number, index: number): number | undefined {
    if (index < this.lastIncludedIndex) return undefined;
    let last = index;
    while (last > this.lastIncludedIndex && this.termAt(last) > term) last -= 1;
    return this.termAt(last) === term ? last : undefined;
  }

  /** The members of a JSON object that `restore` reads. */
  encode(): string {
    this.encoded ??= `[${this.entries.map(encodeEntry).join(',')}`;
    return `"lastIncludedIndex":${this.lastIncludedIndex},"lastIncludedTerm":${this.lastIncludedTerm},"log":${this.encoded}]`;
  }

  restore(saved: SavedLog): void {
    this.lastIncludedIndex = saved.lastIncludedIndex;
    this.lastIncludedTerm = saved.lastIncludedTerm;
    this.entries = saved.log.map(([term, command]) => ({ term, command }));
    this.encoded = null;
  }
}

function encodeEntry({ term, command }: Entry): string {
  return JSON.stringify([term, command]);
}
