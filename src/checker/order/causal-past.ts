import { sessionsOf } from '../history.ts';
import type { Observations } from './observations.ts';
import { successors } from './session-order.ts';

/**
 * What happened before what: an operation's past is what its client did before, what it read, and their pasts.
 *
 * Operations are counted along *threads*: a client's completed operations are one, and every pending operation is one of
 * its own, because what its client does next need not come after it. A past is one number per thread: how many of the
 * thread's operations it holds.
 *
 * @see Lamport 1978, "Time, clocks, and the ordering of events in a distributed system"
 * @see Mattern 1988, "Virtual time and global states of distributed systems" (vector clocks)
 */
export class CausalPast {
  readonly threads: number;
  /** By place; −1 for what had no effect. */
  readonly threadOf: Int32Array;
  /** By place: how many of its thread come before it. */
  readonly positionOf: Int32Array;
  /** Places so that what comes before comes first; shorter than all when the past is circular. */
  readonly order: readonly number[];
  readonly #past: Int32Array;

  static bytesFor(observed: Observations): number {
    let pending = 0;
    for (const [place, { returnAt }] of observed.history.entries()) {
      if (observed.isEffective[place] && returnAt === undefined) pending++;
    }
    return observed.history.length * (sessionsOf(observed.history).size + pending) * 4;
  }

  constructor(observed: Observations) {
    const { history, isEffective } = observed;
    this.threadOf = new Int32Array(history.length).fill(-1);
    this.positionOf = new Int32Array(history.length);
    this.threads = 0;
    for (const places of sessionsOf(history).values()) {
      const thread = this.threads++;
      let position = 0;
      for (const place of places) {
        if (!isEffective[place]) continue;
        const isPending = history[place]!.returnAt === undefined;
        this.threadOf[place] = isPending ? this.threads++ : thread;
        this.positionOf[place] = isPending ? 0 : position++;
      }
    }
    this.#past = new Int32Array(history.length * this.threads);
    this.order = this.#walk(observed);
  }

  /** How many operations of a thread come before an operation. */
  count(place: number, thread: number): number {
    return this.#past[place * this.threads + thread]!;
  }

  isBefore(before: number, after: number): boolean {
    return this.count(after, this.threadOf[before]!) > this.positionOf[before]!;
  }

  #walk(observed: Observations): number[] {
    const { history, isEffective } = observed;
    const after: number[][] = history.map(() => []);
    const waitsFor = new Int32Array(history.length);
    for (const [from, to] of directPast(observed)) {
      after[from]!.push(to);
      waitsFor[to]!++;
    }
    const order = [...history.keys()].filter((place) => isEffective[place] && waitsFor[place] === 0);
    for (let at = 0; at < order.length; at++) {
      const place = order[at]!;
      for (const next of after[place]!) {
        this.#include(next, place);
        if (--waitsFor[next]! === 0) order.push(next);
      }
    }
    return order;
  }

  #include(place: number, before: number): void {
    const [to, from] = [place * this.threads, before * this.threads];
    for (let thread = 0; thread < this.threads; thread++) {
      if (this.#past[from + thread]! > this.#past[to + thread]!) this.#past[to + thread] = this.#past[from + thread]!;
    }
    const own = to + this.threadOf[before]!;
    this.#past[own] = Math.max(this.#past[own]!, this.positionOf[before]! + 1);
  }
}

/** Pairs of places: a client's order, and a write with its readers. */
export function directPast({ history, isEffective, versions, reads }: Observations): [number, number][] {
  const pairs = successors(history, isEffective);
  for (const [place, seen] of reads.entries()) {
    for (const version of seen) {
      const writer = versions.writerOf[version]!;
      if (writer >= 0) pairs.push([writer, place]);
    }
  }
  return pairs;
}

/** The writes of every key along every thread. */
export class ThreadWrites {
  readonly #past: CausalPast;
  readonly #places = new Map<number, Map<number, number[]>>();

  constructor(observed: Observations, past: CausalPast) {
    this.#past = past;
    for (const place of past.order) {
      for (const version of observed.writes[place]!) {
        const key = observed.versions.keyOf[version]!;
        const threads = this.#places.get(key) ?? new Map<number, number[]>();
        this.#places.set(key, threads);
        const thread = past.threadOf[place]!;
        const places = threads.get(thread) ?? [];
        threads.set(thread, places);
        places.push(place);
      }
    }
  }

  /** The last write of a key by each thread in an operation's past. */
  lastBefore(place: number, key: number): number[] {
    return this.#perThread(key, (places, thread) => {
      const count = this.#past.count(place, thread);
      return firstIndex(places, (other) => this.#past.positionOf[other]! >= count) - 1;
    });
  }

  /** The first write of a key by each thread that has an operation in its past. */
  firstAfter(place: number, key: number): number[] {
    return this.#perThread(key, (places) => firstIndex(places, (other) => this.#past.isBefore(place, other)));
  }

  #perThread(key: number, indexIn: (places: readonly number[], thread: number) => number): number[] {
    const found: number[] = [];
    for (const [thread, places] of this.#places.get(key) ?? []) {
      const place = places[indexIn(places, thread)];
      if (place !== undefined) found.push(place);
    }
    return found;
  }
}

/** The first index from which a condition holds; the length if it never does. */
function firstIndex(places: readonly number[], holdsFrom: (place: number) => boolean): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holdsFrom(places[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
