import { Child, type ChildOptions } from './child.ts';
import type { BrokenChannel } from './frames.ts';
import type { Loss } from './nodes-lost.ts';
import { PipeMaker } from './pipes.ts';

export interface ChildPoolOptions extends Omit<ChildOptions, 'pipes'> {
  /** How many children that nobody has used are started ahead of time. */
  spares: number;
  /** Are children that are given back handed out again? */
  isReusing: boolean;
}

/**
 * The children of one submission. One that has served a test knows the submission's code well, and is quick with the
 * next test; if it is lost then, that may be because of what it did before.
 */
export class ChildPool {
  readonly #options: ChildOptions;
  readonly #sparesWanted: number;
  readonly #isReusing: boolean;
  readonly #spares: Child[] = [];
  readonly #used: Child[] = [];
  /** That have been given back at least once. */
  readonly #served = new WeakSet<Child>();
  #hasLostUsed = false;

  constructor({ spares, isReusing, ...options }: ChildPoolOptions) {
    this.#options = { ...options, pipes: new PipeMaker() };
    this.#sparesWanted = spares;
    this.#isReusing = isReusing;
  }

  /** A child that has served before, or else a new one. */
  take(): Child {
    const used = this.#used.pop();
    if (used !== undefined) return used;
    const child = this.#spares.shift() ?? new Child(this.#options);
    while (this.#spares.length < this.#sparesWanted) this.#spares.push(new Child(this.#options));
    return child;
  }

  /** @param child is not lost. */
  giveBack(child: Child): void {
    if (!this.#isReusing) {
      child.close();
      return;
    }
    this.#served.add(child);
    this.#used.push(child);
  }

  /** See {@link Child.loss}. */
  loss(child: Child, cause: BrokenChannel): Promise<Loss> {
    if (this.#served.has(child)) this.#hasLostUsed = true;
    return child.loss(cause);
  }

  /** Was a child lost that had served before? Says so once. */
  hasLostUsed(): boolean {
    const hasLostUsed = this.#hasLostUsed;
    this.#hasLostUsed = false;
    return hasLostUsed;
  }

  close(): void {
    for (const child of [...this.#spares.splice(0), ...this.#used.splice(0)]) child.close();
    this.#options.pipes.close();
  }
}
