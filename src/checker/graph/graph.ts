/** Why one node comes before another. */
export const EDGE = {
  /** No reason of its own: part of a longer edge, such as the line of time. */
  pass: 0,
  /** It wrote the version before. */
  ww: 1,
  /** It wrote what the other read. */
  wr: 2,
  /** It read what the other replaced. */
  rw: 3,
  /** The same client asked for it first. */
  session: 4,
  /** It had returned when the other was called. */
  realtime: 5,
  /** Its write must be the earlier of two: the other order contradicts a read. */
  forced: 6,
  /** Both write a key, or one read what another wrote to it, and the times of these or other reads leave one order. */
  inTime: 7,
} as const;

export type EdgeKind = (typeof EDGE)[keyof typeof EDGE];

/** A directed graph with labelled edges, which grows. */
export class Graph {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly kind: EdgeKind[] = [];
  /** Versions or places that explain the edge; what they mean is up to its kind. */
  readonly first: number[] = [];
  readonly second: number[] = [];
  nodes: number;
  #outgoing: { offsets: Int32Array; edges: Int32Array } | undefined;

  constructor(nodes: number) {
    this.nodes = nodes;
  }

  addNode(): number {
    this.#outgoing = undefined;
    return this.nodes++;
  }

  addEdge(from: number, to: number, kind: EdgeKind, first = -1, second = -1): void {
    this.#outgoing = undefined;
    this.from.push(from);
    this.to.push(to);
    this.kind.push(kind);
    this.first.push(first);
    this.second.push(second);
  }

  /** Edges by the node they leave: those of node `n` are `edges[offsets[n]]` up to `edges[offsets[n + 1] - 1]`. */
  outgoing(): { offsets: Int32Array; edges: Int32Array } {
    if (this.#outgoing !== undefined) return this.#outgoing;
    const offsets = new Int32Array(this.nodes + 1);
    for (const from of this.from) offsets[from + 1]!++;
    for (let node = 0; node < this.nodes; node++) offsets[node + 1]! += offsets[node]!;
    const next = offsets.slice();
    const edges = new Int32Array(this.from.length);
    for (let edge = 0; edge < edges.length; edge++) edges[next[this.from[edge]!]!++] = edge;
    this.#outgoing = { offsets, edges };
    return this.#outgoing;
  }
}
