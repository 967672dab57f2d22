import type { CrashedOperations } from './crashed.ts';

/**
 * The set of operations taken so far, with a short record of it for the memory of configurations.
 *
 * Operations are numbered by call time and taken nearly in that order, so the record is: the first operation not taken,
 * then bits up to the last one taken. Pending operations, which may stay untaken for ever, have bits of their own.
 */
export class LinearizedSet {
  recordLength = 0;
  recordHash = 0;
  readonly #crashed: CrashedOperations;
  /** Position among the completed operations. */
  readonly #rankOf: Int32Array;
  readonly #taken: Uint8Array;
  readonly #crashedTaken: Uint8Array;
  readonly #record: Int32Array;
  readonly #keys: Int32Array;
  #hash = 0;
  #firstFree = 0;
  #end = 0;

  constructor(count: number, crashed: CrashedOperations) {
    this.#crashed = crashed;
    this.#rankOf = new Int32Array(count);
    let rank = 0;
    for (let operation = 0; operation < count; operation++) {
      if (crashed.placeOf[operation]! < 0) this.#rankOf[operation] = rank++;
    }
    this.#taken = new Uint8Array(rank + 1);
    this.#crashedTaken = new Uint8Array(crashed.operations.length);
    this.#record = new Int32Array(2 + ((rank + 31) >> 5) + ((crashed.operations.length + 31) >> 5) + 1);
    this.#keys = randomKeys(count);
  }

  /** Whether every earlier pending operation that does the same has been taken. */
  mayUseCrashed(place: number): boolean {
    const previous = this.#crashed.previousAlike[place]!;
    return previous < 0 || this.#crashedTaken[previous] === 1;
  }

  add(operation: number): void {
    this.#hash ^= this.#keys[operation]!;
    const place = this.#crashed.placeOf[operation]!;
    if (place >= 0) {
      this.#crashedTaken[place] = 1;
      return;
    }
    const rank = this.#rankOf[operation]!;
    this.#taken[rank] = 1;
    if (rank >= this.#end) this.#end = rank + 1;
    while (this.#taken[this.#firstFree] === 1) this.#firstFree++;
  }

  remove(operation: number): void {
    this.#hash ^= this.#keys[operation]!;
    const place = this.#crashed.placeOf[operation]!;
    if (place >= 0) {
      this.#crashedTaken[place] = 0;
      return;
    }
    const rank = this.#rankOf[operation]!;
    this.#taken[rank] = 0;
    if (rank < this.#firstFree) this.#firstFree = rank;
    while (this.#end > 0 && this.#taken[this.#end - 1] === 0) this.#end--;
  }

  /** The set together with a state; valid until the next call. Sets `recordLength` and `recordHash`. */
  record(state: number): Int32Array {
    const record = this.#record;
    record[0] = state;
    record[1] = this.#firstFree;
    let length = 2;
    let word = 0;
    for (let rank = this.#firstFree + 1, bit = 0; rank < this.#end; rank++) {
      if (this.#taken[rank] === 1) word |= 1 << bit;
      if (++bit === 32) {
        record[length++] = word;
        word = 0;
        bit = 0;
      } else if (rank + 1 === this.#end) record[length++] = word;
    }
    word = 0;
    for (let place = 0; place < this.#crashedTaken.length; place++) {
      if (this.#crashedTaken[place] === 1) word |= 1 << (place & 31);
      if ((place & 31) === 31 || place + 1 === this.#crashedTaken.length) {
        record[length++] = word;
        word = 0;
      }
    }
    this.recordLength = length;
    this.recordHash = mix(this.#hash, state);
    return record;
  }
}

/** Fixed pseudo-random numbers, the same in every run. @see Zobrist 1970, "A new hashing method" */
function randomKeys(count: number): Int32Array {
  const keys = new Int32Array(count);
  let seed = 0x2545f491;
  for (let i = 0; i < count; i++) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    keys[i] = seed;
  }
  return keys;
}

function mix(hash: number, state: number): number {
  let mixed = Math.imul(hash ^ Math.imul(state, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0xc2b2ae35) ^ (mixed >>> 13);
}
