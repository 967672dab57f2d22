import alea from 'seedrandom/lib/alea.js';
import { assert } from './assert.ts';

/**
 * A stream of random numbers with a name of its own.
 *
 * Every consumer draws from its own stream, `seed/name`, so that a draw added in one place shifts no other
 * (DESIGN §4).
 */
export class RandomStream {
  readonly #next: () => number;

  constructor(seed: number | string, name: string) {
    this.#next = alea(`${seed}/${name}`);
  }

  /** A float in [0, 1). */
  float(): number {
    return this.#next();
  }

  /** An integer in [min, max], both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  /** A float in [min, max), for durations. */
  between(min: number, max: number): number {
    return min + this.#next() * (max - min);
  }

  /** True with the given probability. Always draws, so that the stream does not depend on the probability. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    assert(items.length > 0, 'cannot pick from nothing');
    return items[this.int(0, items.length - 1)] as T;
  }

  /** A new array in random order (Fisher–Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }
}
