/** What TrueTime knows of the time: the correct time is somewhere between the two, ms. */
export interface TTinterval {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * TrueTime (lecture 13; Corbett et al., OSDI 2012, section 3): the node's own clock, and how far it may be off.
 *
 * It keeps what it says as long as the clock keeps the bound, which is the business of whoever sets the clocks
 * (`harness/machine/time-masters.ts`), and of faults.
 */
export class TrueTime {
  readonly #uncertaintyMs: number;

  /** @param uncertaintyMs the node's clock differs from the correct time by no more than this. */
  constructor(uncertaintyMs: number) {
    this.#uncertaintyMs = uncertaintyMs;
  }

  now(): TTinterval {
    const localMs = performance.now();
    return { earliest: localMs - this.#uncertaintyMs, latest: localMs + this.#uncertaintyMs };
  }

  /** Has that time certainly passed? */
  after(timeMs: number): boolean {
    return this.now().earliest > timeMs;
  }

  /** Resolves when that time has certainly passed. */
  async untilAfter(timeMs: number): Promise<void> {
    while (!this.after(timeMs)) {
      const leftMs = Math.floor(timeMs - this.now().earliest) + 1;
      await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
  }
}
