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

type Implementing<K extends keyof Observer> = readonly (Observer & Required<Pick<Observer, K>>)[];

/** All observers, by hook, so that a hook nobody uses costs nothing. */
export class ObserverList {
  readonly #observers: Observer[] = [];
  onBoot: Implementing<'onBoot'> = [];
  onStop: Implementing<'onStop'> = [];
  onRequest: Implementing<'onRequest'> = [];
  onArrival: Implementing<'onArrival'> = [];
  onReply: Implementing<'onReply'> = [];
  onPersist: Implementing<'onPersist'> = [];
  onApply: Implementing<'onApply'> = [];
  onApplySnapshot: Implementing<'onApplySnapshot'> = [];
  onRole: Implementing<'onRole'> = [];
  onObserve: Implementing<'onObserve'> = [];
  onFile: Implementing<'onFile'> = [];
  onExit: Implementing<'onExit'> = [];
  onReturn: Implementing<'onReturn'> = [];

  add(observer: Observer): void {
    this.#observers.push(observer);
    this.onBoot = this.#with('onBoot');
    this.onStop = this.#with('onStop');
    this.onRequest = this.#with('onRequest');
    this.onArrival = this.#with('onArrival');
    this.onReply = this.#with('onReply');
    this.onPersist = this.#with('onPersist');
    this.onApply = this.#with('onApply');
    this.onApplySnapshot = this.#with('onApplySnapshot');
    this.onRole = this.#with('onRole');
    this.onObserve = this.#with('onObserve');
    this.onFile = this.#with('onFile');
    this.onExit = this.#with('onExit');
    this.onReturn = this.#with('onReturn');
  }

  #with<K extends keyof Observer>(hook: K): Implementing<K> {
    return this.#observers.filter((observer) => observer[hook] !== undefined) as (Observer &
      Required<Pick<Observer, K>>)[];
  }
}
