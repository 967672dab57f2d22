import { Child, type ChildOptions } from './child.ts';
import { PipeMaker } from './pipes.ts';

export interface ChildPoolOptions extends Omit<ChildOptions, 'pipes'> {
  /** How many children that nobody has used are started ahead of time. */
  spares: number;
  /** Are children that are given back handed out again? */
  isReusing: boolean;
}

/**
 * The children of one submission. One that has served a test knows the submission's code well and is quick with the next
 * test; what goes wrong in it may be its past, and counts only in a new one (see {@link renew}).
 */
export class ChildPool {
  readonly #options: ChildOptions;
  readonly #sparesWanted: number;
  readonly #isReusing: boolean;
  readonly #spares: Child[] = [];
  readonly #used: Child[] = [];
  #hasReused = false;

  constructor({ spares, isReusing, ...options }: ChildPoolOptions) {
    this.#options = { ...options, pipes: new PipeMaker() };
    this.#sparesWanted = spares;
    this.#isReusing = isReusing;
  }

  /** A child that has served before, or else a new one. */
  take(): Child {
    const used = this.#used.pop();
    if (used !== undefined) {
      this.#hasReused = true;
      return used;
    }
    const child = this.#spares.shift() ?? new Child(this.#options);
    while (this.#spares.length < this.#sparesWanted) this.#spares.push(new Child(this.#options));
    return child;
  }

  giveBack(child: Child): void {
    if (this.#isReusing && !child.isLost) this.#used.push(child);
    else child.close();
  }

  /**
   * The children that are handed out from now on are new, until one is given back.
   *
   * @returns whether a child has been handed out since the last time that had served before.
   */
  renew(): boolean {
    for (const child of this.#used.splice(0)) child.close();
    const hasReused = this.#hasReused;
    this.#hasReused = false;
    return hasReused;
  }

  close(): void {
    this.renew();
    for (const child of this.#spares.splice(0)) child.close();
    this.#options.pipes.close();
  }
}
