import type { Budget } from '../check/budget.ts';

const INITIAL_NODES = 64;

/** Shared prefixes of operation sequences: a node is one operation behind another node. */
export class Trail {
  #nodes = new Int32Array(INITIAL_NODES * 3);
  #count = 0;
  #bytes = 0;
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** The sequence `parent` (-1: the empty one) with one more operation; -1 when memory ran out. */
  add(parent: number, operation: number): number {
    const at = this.#count * 3;
    if (at === this.#nodes.length) {
      if (!this.#budget.takeBytes(at * 4)) return -1;
      this.#bytes += at * 4;
      const nodes = new Int32Array(at * 2);
      nodes.set(this.#nodes);
      this.#nodes = nodes;
    }
    this.#nodes[at] = parent;
    this.#nodes[at + 1] = operation;
    this.#nodes[at + 2] = this.lengthOf(parent) + 1;
    return this.#count++;
  }

  lengthOf(node: number): number {
    return node < 0 ? 0 : this.#nodes[node * 3 + 2]!;
  }

  from(node: number): Int32Array {
    const operations = new Int32Array(this.lengthOf(node));
    for (let at = operations.length - 1, left = node; left >= 0; at--) {
      operations[at] = this.#nodes[left * 3 + 1]!;
      left = this.#nodes[left * 3]!;
    }
    return operations;
  }

  release(): void {
    this.#budget.takeBytes(-this.#bytes);
    this.#bytes = 0;
    this.#nodes = new Int32Array(0);
  }
}
