import type { EventKind } from '../nodes/protocol.ts';
import type { SimNode } from '../nodes/sim-node.ts';

/** Something of the harness itself that happens at a point in virtual time. */
export const TASK = 0;

/** An entry of the event queue: a node event of the protocol, or a task of the harness. */
export class SimEvent {
  /** Later than scheduled when the node was busy. */
  atMs: number;
  readonly kind: EventKind | typeof TASK;
  readonly node: SimNode | undefined;
  readonly incarnation: number;
  readonly a: number;
  readonly b: number;
  readonly c: string;
  readonly d: string;
  readonly task: (() => void) | undefined;
  isCancelled = false;

  constructor(
    atMs: number,
    kind: EventKind | typeof TASK,
    node: SimNode | undefined,
    a: number,
    b: number,
    c: string,
    d: string,
    task: (() => void) | undefined,
  ) {
    this.atMs = atMs;
    this.kind = kind;
    this.node = node;
    this.incarnation = node === undefined ? 0 : node.incarnation;
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.task = task;
  }
}
