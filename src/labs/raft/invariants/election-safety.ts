import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { Observer } from '../../../harness/observer.ts';
import { PropertyViolated } from '../../failure.ts';
import { electionSafety } from '../properties.ts';

/** Two servers of the group must never lead in the same term, at the same time or one after the other. */
export class ElectionSafety implements Observer {
  /** Term → the server that led in it. */
  readonly #leaders = new Map<number, { node: SimNode; atMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  onRole(node: SimNode, term: number, isLeader: boolean): void {
    if (!isLeader) return;
    const known = this.#leaders.get(term);
    if (known === undefined) {
      this.#leaders.set(term, { node, atMs: this.#now() });
    } else if (known.node !== node) {
      throw new PropertyViolated(electionSafety, {
        message: `two leaders were elected in term ${term}`,
        expected: `no leader in term ${term} but ${known.node.spec.name}, elected at ${known.atMs} ms`,
        actual: `${node.spec.name} also became leader in term ${term}`,
      });
    }
  }

  /** How many terms have had a leader. */
  get elections(): number {
    return this.#leaders.size;
  }
}
