import type { Budget } from '../check/budget.ts';

const INITIAL_SLOTS = 256;

/**
 * A set of variable-length integer records, kept in two typed arrays.
 *
 * Records are compared in full, so a hash collision costs time and never the answer.
 */
export class SeenConfigurations {
  #slots = new Int32Array(INITIAL_SLOTS);
  #pool = new Int32Array(INITIAL_SLOTS * 8);
  /** Offset 0 means an empty slot. */
  #used = 1;
  #count = 0;
  #bytes = 0;
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Adds the first `length` numbers of `record`: 1 when new, 0 when known, -1 when memory ran out. */
  add(record: Int32Array, length: number, hash: number): number {
    let slots = this.#slots;
    const pool = this.#pool;
    let slot = hash & (slots.length - 1);
    for (let at = slots[slot]!; at !== 0; at = slots[slot]!) {
      if (pool[at] === hash && pool[at + 1] === length && sameNumbers(pool, at + 2, record, length)) return 0;
      slot = (slot + 1) & (slots.length - 1);
    }
    if (this.#used + length + 2 > pool.length && !this.#growPool(length + 2)) return -1;
    if (this.#count * 2 >= slots.length) {
      if (!this.#growSlots()) return -1;
      slots = this.#slots;
      slot = hash & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    }
    const at = this.#used;
    const target = this.#pool;
    target[at] = hash;
    target[at + 1] = length;
    for (let i = 0; i < length; i++) target[at + 2 + i] = record[i]!;
    this.#used = at + length + 2;
    slots[slot] = at;
    this.#count++;
    return 1;
  }

  release(): void {
    this.#budget.takeBytes(-this.#bytes);
    this.#bytes = 0;
    this.#slots = new Int32Array(0);
    this.#pool = new Int32Array(0);
  }

  #growPool(extra: number): boolean {
    const grown = Math.max(this.#pool.length * 2, this.#used + extra);
    if (!this.#take((grown - this.#pool.length) * 4)) return false;
    const pool = new Int32Array(grown);
    pool.set(this.#pool);
    this.#pool = pool;
    return true;
  }

  #growSlots(): boolean {
    const old = this.#slots;
    if (!this.#take(old.length * 4)) return false;
    const slots = new Int32Array(old.length * 2);
    for (const at of old) {
      if (at === 0) continue;
      let slot = this.#pool[at]! & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = at;
    }
    this.#slots = slots;
    return true;
  }

  #take(bytes: number): boolean {
    if (!this.#budget.takeBytes(bytes)) return false;
    this.#bytes += bytes;
    return true;
  }
}

function sameNumbers(pool: Int32Array, from: number, record: Int32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (pool[from + i] !== record[i]) return false;
  return true;
}
