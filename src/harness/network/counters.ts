/** What Go's labrpc counts, with the same inclusion rules. */
export class NetworkCounters {
  /** Every call made, also those that are lost or reach nobody. */
  calls = 0;
  /** Payload: arguments of every call, replies that are delivered. */
  bytes = 0;
  /** Requests handed to each node's current incarnation, by node id. */
  readonly dispatched: number[] = [];

  dispatchedTo(node: number): number {
    return this.dispatched[node] ?? 0;
  }
}
