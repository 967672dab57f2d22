import { Child, type ChildOptions } from './child.ts';
import { PipeMaker } from './pipes.ts';

/**
 * Starts children ahead of time. A child that has been handed out never comes back: each serves one submission in one
 * test, and a new one is as clean as can be.
 */
export class ChildPool {
  readonly #options: ChildOptions;
  readonly #spares: Child[] = [];
  readonly #sparesWanted: number;

  constructor(options: Omit<ChildOptions, 'pipes'>, sparesWanted: number) {
    this.#options = { ...options, pipes: new PipeMaker() };
    this.#sparesWanted = sparesWanted;
  }

  /** A child that nobody has used. The next ones start meanwhile. */
  take(): Child {
    const child = this.#spares.shift() ?? new Child(this.#options);
    while (this.#spares.length < this.#sparesWanted) this.#spares.push(new Child(this.#options));
    return child;
  }

  close(): void {
    for (const child of this.#spares.splice(0)) child.close();
    this.#options.pipes.close();
  }
}
