import type { RandomStream } from '../../base/random.ts';

/** YCSB's constant: the most popular of a thousand keys gets an eighth of all requests. */
const THETA = 0.99;

/** Numbers from 0 on, the smaller the more often: the n-th with a probability in proportion to 1/n^θ. */
export class Zipf {
  readonly #cumulated: readonly number[];

  constructor(items: number) {
    let sum = 0;
    this.#cumulated = Array.from({ length: items }, (_, i) => {
      sum += 1 / (i + 1) ** THETA;
      return sum;
    });
  }

  next(random: RandomStream): number {
    const target = random.float() * (this.#cumulated.at(-1) as number);
    let low = 0;
    let high = this.#cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cumulated[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
