import { shown } from '../history/read-times.ts';
import type { Limit } from '../verdict/verdict.ts';

/** Limits of one check. With no `maxTimeMs` no clock is read, and the verdict depends on the input alone. */
export interface Budgets {
  /** Transitions tried, over all partitions; default unlimited. */
  readonly maxSteps?: number | undefined;
  /** Estimated bytes held by the search tables, over all partitions; default 1 GiB. */
  readonly maxMemoryBytes?: number | undefined;
  /** Real milliseconds; default unlimited. Makes the verdict depend on the machine. */
  readonly maxTimeMs?: number | undefined;
}

const DEFAULT_MEMORY_BYTES = 2 ** 30;

const readClock = Date.now;

/** What is left of the budgets; shared by all engines of a check. */
export class Budget {
  stepsLeft: number;
  bytesLeft: number;
  steps = 0;
  peakBytes = 0;
  readonly #bytes: number;
  readonly #deadline: number | undefined;

  /** @throws RangeError for a budget that is no number from 0 on */
  constructor({ maxSteps, maxMemoryBytes, maxTimeMs }: Budgets) {
    for (const [name, value] of Object.entries({ maxSteps, maxMemoryBytes, maxTimeMs })) {
      if (value !== undefined && !(typeof value === 'number' && value >= 0))
        throw new RangeError(`${name} is ${shown(value)}; expected a number from 0 on`);
    }
    this.stepsLeft = maxSteps ?? Number.POSITIVE_INFINITY;
    this.#bytes = maxMemoryBytes ?? DEFAULT_MEMORY_BYTES;
    this.bytesLeft = this.#bytes;
    this.#deadline = maxTimeMs === undefined ? undefined : readClock() + maxTimeMs;
  }

  spendSteps(count: number): void {
    this.steps += count;
    this.stepsLeft -= count;
  }

  /** Takes memory, or answers false and takes none; negative amounts give it back. */
  takeBytes(count: number): boolean {
    if (count > this.bytesLeft) return false;
    this.bytesLeft -= count;
    this.peakBytes = Math.max(this.peakBytes, this.#bytes - this.bytesLeft);
    return true;
  }

  isLate(): boolean {
    return this.#deadline !== undefined && readClock() >= this.#deadline;
  }

  exhausted(): Limit | undefined {
    if (this.stepsLeft <= 0) return 'steps';
    return this.isLate() ? 'time' : undefined;
  }
}
