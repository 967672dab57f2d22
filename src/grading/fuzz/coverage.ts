import type { Situations } from '../../labs/observed-run/situations.ts';
import type { Cell } from '../run/plan.ts';

/** How many runs are kept to start from. */
const MAX_RUNS = 200;

/**
 * Which rare situations runs have been in, and about how often: once, twice, up to four, up to eight times … A run that
 * was the first in something is worth another look, with its messages in another order.
 */
export class Coverage {
  readonly #seen = new Set<string>();
  readonly #worthwhile: Cell[] = [];

  /** How many different situations were seen. */
  get size(): number {
    return this.#seen.size;
  }

  /** The runs that saw something first, oldest first. */
  get worthwhile(): readonly Cell[] {
    return this.#worthwhile;
  }

  add(cell: Cell, situations: Situations): void {
    const before = this.#seen.size;
    for (const [name, count] of Object.entries(situations)) {
      if (count > 0) this.#seen.add(`${cell.test.id} ${name} ${Math.floor(Math.log2(count))}`);
    }
    if (this.#seen.size === before) return;
    this.#worthwhile.push(cell);
    if (this.#worthwhile.length > MAX_RUNS) this.#worthwhile.shift();
  }
}
