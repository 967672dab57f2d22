import type { SimNode } from '../nodes/sim-node.ts';

/** One remote procedure call, from the request's departure to the reply's arrival. */
export class Call {
  /** Unique in the run; what the handler's reply names. A duplicated request is a call of its own. */
  readonly number: number;
  readonly from: SimNode;
  readonly fromIncarnation: number;
  /** The caller's own number for it. */
  readonly rpcId: number;
  readonly to: SimNode;
  /** The incarnation that the request was sent to: a later one never sees it. */
  readonly toIncarnation: number;
  readonly method: string;
  /** JSON. */
  readonly args: string;
  /** A copy made by the network: nobody waits for its reply. */
  readonly isDuplicate: boolean;
  /** When the handler was called; -1 before. */
  deliveredAtMs = -1;

  get hasArrived(): boolean {
    return this.deliveredAtMs >= 0;
  }

  constructor(
    number: number,
    from: SimNode,
    rpcId: number,
    to: SimNode,
    method: string,
    args: string,
    isDuplicate: boolean,
  ) {
    this.number = number;
    this.from = from;
    this.fromIncarnation = from.incarnation;
    this.rpcId = rpcId;
    this.to = to;
    this.toIncarnation = to.incarnation;
    this.method = method;
    this.args = args;
    this.isDuplicate = isDuplicate;
  }
}
