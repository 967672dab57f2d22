import type { Call } from '../../../harness/network/call.ts';
import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { Observer } from '../../../harness/observer.ts';
import { PropertyViolated } from '../../failure.ts';
import { termMonotonic } from '../properties.ts';
import { messageTerm } from './figure-2.ts';

interface Terms {
  /** What getState last said in this incarnation. */
  current: number;
  /** The greatest term that the server has told others, in any incarnation. */
  told: number;
}

/** A term that a server has told others is never left for an earlier one, not even by a crash. */
export class TermMonotonic implements Observer {
  readonly #terms = new Map<SimNode, Terms>();

  onBoot(node: SimNode): void {
    this.#of(node).current = 0;
  }

  onRequest(call: Call): void {
    this.#tell(call.from, messageTerm(call.method, call.args));
  }

  onReply(call: Call, value: string): void {
    this.#tell(call.to, messageTerm(call.method, value));
  }

  onRole(node: SimNode, term: number): void {
    const terms = this.#of(node);
    // Within an incarnation what getState says counts; across a crash only what others have heard.
    const [least, where] = terms.current > 0 ? [terms.current, 'was in'] : [terms.told, 'had told others about'];
    if (term < least) {
      throw new PropertyViolated(termMonotonic, {
        message: `${node.spec.name} went back from term ${least} to term ${term}`,
        expected: `a term of at least ${least}, which ${node.spec.name} ${where}`,
        actual: `getState says term ${term}${terms.current > 0 ? '' : ' after a restart'}`,
      });
    }
    terms.current = term;
  }

  #tell(node: SimNode, term: number | undefined): void {
    if (term === undefined) return;
    const terms = this.#of(node);
    if (term > terms.told) terms.told = term;
  }

  #of(node: SimNode): Terms {
    let terms = this.#terms.get(node);
    if (terms === undefined) {
      terms = { current: 0, told: 0 };
      this.#terms.set(node, terms);
    }
    return terms;
  }
}
