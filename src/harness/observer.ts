import type { Call } from './network/call.ts';
import type { SimNode } from './nodes/sim-node.ts';

/**
 * Sees what happens in a world, at the moment it happens. An observer may throw a {@link Violation} to end the run;
 * it may use the world, but not wait.
 */
export interface Observer {
  onBoot?(node: SimNode): void;
  /** The node's incarnation has ended, by a crash or by itself. */
  onStop?(node: SimNode): void;
  /** The node has sent a request, whatever becomes of it. */
  onRequest?(call: Call): void;
  /** A request has reached its server, which has not seen it yet. */
  onArrival?(call: Call): void;
  /** A server has replied, whatever becomes of the reply. */
  onReply?(call: Call, value: string): void;
  /** @param snapshot undefined: only the state was written. */
  onPersist?(node: SimNode, state: string, snapshot: string | undefined): void;
  /** @param applyId 0: the node does not wait for an answer; else answer with `world.acknowledgeApply`. */
  onApply?(node: SimNode, index: number, command: string, applyId: number): void;
  onApplySnapshot?(node: SimNode, index: number, term: number, snapshot: string, applyId: number): void;
  onRole?(node: SimNode, term: number, isLeader: boolean): void;
  onObserve?(node: SimNode, topic: string, value: string): void;
  onFile?(node: SimNode, operationId: number, operation: string, args: string): void;
  /** The node's process ended by itself. */
  onExit?(node: SimNode, code: number): void;
  /** A call of the node's own API has returned. */
  onReturn?(node: SimNode, method: string, args: string, value: string): void;
}

/** The hooks of all observers, by name, so that a hook nobody uses costs nothing. */
export class ObserverList {
  readonly #observers: Observer[] = [];
  readonly #cache = new Map<keyof Observer, Observer[]>();

  add(observer: Observer): void {
    this.#observers.push(observer);
    this.#cache.clear();
  }

  with<K extends keyof Observer>(hook: K): (Observer & Required<Pick<Observer, K>>)[] {
    let list = this.#cache.get(hook);
    if (list === undefined) {
      list = this.#observers.filter((observer) => observer[hook] !== undefined);
      this.#cache.set(hook, list);
    }
    return list as (Observer & Required<Pick<Observer, K>>)[];
  }
}
