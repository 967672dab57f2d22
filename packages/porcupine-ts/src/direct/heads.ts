import type { Finding } from '../verdict/finding.ts';
import { phantomOrTorn } from './findings.ts';
import { type AmbiguousRead, narrowHeads } from './narrow-heads.ts';
import { INITIAL_TOKEN } from './token-table.ts';
import { PUT, READ, type ValueHistory } from './value-history.ts';
import type { Writers } from './writers.ts';

/** For every read, the put that its value starts with. */
export interface Heads {
  /** The put (`count`: the initial value); -1 for operations that are not reads, and for ambiguous reads. */
  readonly headOf: Int32Array;
  readonly ambiguous: readonly AmbiguousRead[];
}

/** Finds the put behind every read; a finding when nobody wrote what the read starts with. */
export function findHeads(history: ValueHistory, writers: Writers): Heads | Finding {
  const { count, kind, texts, tokens } = history;
  const headOf = new Int32Array(count).fill(-1);
  const ambiguous: AmbiguousRead[] = [];
  const overwritten = lazily(() => new OverwriteTimes(history));
  let first = -1;
  for (let read = 0; read < count; read++) {
    if (kind[read] !== READ) continue;
    const text = texts?.[read];
    if (text === undefined) first = history.token[read]!;
    else first = text === '' ? INITIAL_TOKEN : tokens.at(text, 0, first);
    if (first < 0) return phantomOrTorn(history, read, 0);
    const asPut = writers.putCount[first]!;
    const fromEmpty = first !== INITIAL_TOKEN && text !== undefined && writers.appendCount[first]! > 0;
    if (asPut + (fromEmpty ? writers.putCount[INITIAL_TOKEN]! : 0) === 1) {
      headOf[read] = asPut === 1 ? writers.firstPut[first]! : writers.firstPut[INITIAL_TOKEN]!;
      continue;
    }
    const all = chain(writers, writers.firstPut[first]!).concat(
      fromEmpty ? chain(writers, writers.firstPut[INITIAL_TOKEN]!) : [],
    );
    if (all.length === 0) return phantomOrTorn(history, read, 0);
    const puts = all.filter((put) => overwritten().mayBeReadBy(put, read));
    if (puts.length > 1) ambiguous.push({ read, puts: puts.reverse() });
    // None is possible: any one will do, the order of the blocks will show what is wrong with it.
    else headOf[read] = puts[0] ?? latestCalledBefore(history, all, read);
  }
  if (texts === undefined || ambiguous.length === 0) return { headOf, ambiguous };
  return { headOf, ambiguous: narrowHeads(texts, headOf, ambiguous) };
}

/** When the value of a put was gone for certain: the earliest return of a put that was called after its return. */
class OverwriteTimes {
  readonly #history: ValueHistory;
  readonly #calls: Float64Array;
  readonly #earliestReturn: Float64Array;

  constructor(history: ValueHistory) {
    this.#history = history;
    const puts: number[] = [];
    for (let operation = 0; operation < history.count; operation++) {
      if (history.kind[operation] === PUT) puts.push(operation);
    }
    // Operations are in call order, so a suffix of the puts is called after any given time.
    this.#calls = Float64Array.from(puts, (put) => history.callAt[put]!);
    this.#earliestReturn = new Float64Array(puts.length + 1).fill(Number.POSITIVE_INFINITY);
    for (let i = puts.length - 1; i >= 0; i--) {
      this.#earliestReturn[i] = Math.min(this.#earliestReturn[i + 1]!, history.returnAt[puts[i]!]!);
    }
  }

  mayBeReadBy(put: number, read: number): boolean {
    const { callAt, returnAt } = this.#history;
    if (callAt[put]! > returnAt[read]!) return false;
    let low = 0;
    let high = this.#calls.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#calls[middle]! > returnAt[put]!) high = middle;
      else low = middle + 1;
    }
    return callAt[read]! <= this.#earliestReturn[low]!;
  }
}

function chain(writers: Writers, first: number): number[] {
  const operations: number[] = [];
  for (let operation = first; operation >= 0; operation = writers.nextAlike[operation]!) operations.push(operation);
  return operations;
}

function latestCalledBefore(history: ValueHistory, puts: readonly number[], read: number): number {
  let latest = puts[0]!;
  for (const put of puts) {
    if (history.callAt[put]! <= history.returnAt[read]! && history.callAt[put]! > history.callAt[latest]!) latest = put;
  }
  return latest;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
