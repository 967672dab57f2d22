/**
 * Tells clients when to work: a rush is a number of operations that they may begin, as fast as they can and all at the
 * same time; then they rest until the next one. The cost of a test is bounded, its operations still overlap.
 */
export class Rush {
  #left = 0;
  #isOver = false;
  readonly #waiting: ((mayWork: boolean) => void)[] = [];

  /** Resolves when the caller may begin an operation: to false when there is nothing more to do. */
  turn(): Promise<boolean> {
    if (this.#isOver) return Promise.resolve(false);
    if (this.#left > 0) {
      this.#left--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets clients begin that many operations. What is left of the last rush is void. */
  start(operations: number): void {
    this.#left = operations;
    while (this.#left > 0 && this.#waiting.length > 0) {
      this.#left--;
      this.#waiting.shift()?.(true);
    }
  }

  end(): void {
    this.#isOver = true;
    for (const resolve of this.#waiting.splice(0)) resolve(false);
  }
}
