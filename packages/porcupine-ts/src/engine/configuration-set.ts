import type { Budget } from '../check/budget.ts';

/** Where the parts of a configuration are in its record: `[state, open bits…, crashed bits…, trail]`. */
export interface ConfigurationLayout {
  readonly openWords: number;
  readonly crashedWords: number;
}

const INITIAL_CAPACITY = 64;

/**
 * An antichain of configurations: of two with the same state and the same open operations taken, one that used a subset
 * of the other's crashed operations replaces it. Whatever can follow the larger can follow the smaller, since unused
 * crashed operations never have to be used.
 */
export class ConfigurationSet {
  size = 0;
  /** 1 for a configuration that was replaced later on. */
  replaced = new Uint8Array(INITIAL_CAPACITY);
  records: Int32Array;
  readonly stride: number;
  readonly #keyWords: number;
  readonly #end: number;
  #nextInBucket = new Int32Array(INITIAL_CAPACITY);
  #buckets = new Int32Array(INITIAL_CAPACITY);
  #bucketRound = new Int32Array(INITIAL_CAPACITY);
  #round = 1;
  #bytes = 0;
  readonly #budget: Budget;

  constructor({ openWords, crashedWords }: ConfigurationLayout, budget: Budget) {
    this.#keyWords = 1 + openWords;
    this.#end = 1 + openWords + crashedWords;
    this.stride = this.#end + 1;
    this.records = new Int32Array(INITIAL_CAPACITY * this.stride);
    this.#budget = budget;
  }

  clear(): void {
    this.size = 0;
    this.#round++;
  }

  /** Adds a copy of the record at `from[offset]`: 1 when it stays, 0 when another one covers it, -1 without memory. */
  add(from: Int32Array, offset: number): number {
    if (this.size === this.replaced.length && !this.#grow()) return -1;
    const bucket = this.#bucketOf(from, offset);
    const first = this.#bucketRound[bucket] === this.#round ? this.#buckets[bucket]! : -1;
    for (let other = first; other >= 0; other = this.#nextInBucket[other]!) {
      if (this.replaced[other] === 1 || !this.#sameKey(other, from, offset)) continue;
      if (this.#covers(this.records, other * this.stride, from, offset)) return 0;
      if (this.#covers(from, offset, this.records, other * this.stride)) this.replaced[other] = 1;
    }
    const at = this.size * this.stride;
    for (let i = 0; i < this.stride; i++) this.records[at + i] = from[offset + i]!;
    this.replaced[this.size] = 0;
    this.#nextInBucket[this.size] = first;
    this.#buckets[bucket] = this.size;
    this.#bucketRound[bucket] = this.#round;
    this.size++;
    return 1;
  }

  release(): void {
    this.#budget.takeBytes(-this.#bytes);
    this.#bytes = 0;
    this.size = 0;
    this.records = new Int32Array(0);
  }

  #sameKey(other: number, from: Int32Array, offset: number): boolean {
    const at = other * this.stride;
    for (let i = 0; i < this.#keyWords; i++) if (this.records[at + i] !== from[offset + i]) return false;
    return true;
  }

  #covers(a: Int32Array, atA: number, b: Int32Array, atB: number): boolean {
    for (let i = this.#keyWords; i < this.#end; i++) if ((a[atA + i]! & ~b[atB + i]!) !== 0) return false;
    return true;
  }

  #bucketOf(from: Int32Array, offset: number): number {
    let hash = 0;
    for (let i = 0; i < this.#keyWords; i++) hash = Math.imul(hash ^ from[offset + i]!, 0x9e3779b1) ^ (hash >>> 15);
    return (hash ^ (hash >>> 16)) & (this.#buckets.length - 1);
  }

  #grow(): boolean {
    const capacity = this.replaced.length * 2;
    const bytes = (capacity / 2) * (this.stride * 4 + 13);
    if (!this.#budget.takeBytes(bytes)) return false;
    this.#bytes += bytes;
    const records = new Int32Array(capacity * this.stride);
    records.set(this.records);
    this.records = records;
    const replaced = new Uint8Array(capacity);
    replaced.set(this.replaced);
    this.replaced = replaced;
    this.#nextInBucket = new Int32Array(capacity);
    this.#buckets = new Int32Array(capacity);
    this.#bucketRound = new Int32Array(capacity);
    for (let i = 0; i < this.size; i++) {
      const bucket = this.#bucketOf(records, i * this.stride);
      this.#nextInBucket[i] = this.#bucketRound[bucket] === this.#round ? this.#buckets[bucket]! : -1;
      this.#buckets[bucket] = i;
      this.#bucketRound[bucket] = this.#round;
    }
    return true;
  }
}
