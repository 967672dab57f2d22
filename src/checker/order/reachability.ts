import type { Components } from '../graph/components.ts';
import type { Graph } from '../graph/graph.ts';

/** For every node of an acyclic graph, which of its first nodes can be reached: a bit for each. */
export class Reachability {
  readonly #words: number;
  readonly #bits: Uint32Array;

  static bytesFor(graph: Graph, columns: number): number {
    return graph.nodes * Math.ceil(columns / 32) * 4;
  }

  /** @param columns how many nodes, from 0 on, one wants to know about. */
  constructor(graph: Graph, { componentOf }: Components, columns: number) {
    this.#words = Math.ceil(columns / 32);
    this.#bits = new Uint32Array(graph.nodes * this.#words);
    const { offsets, edges } = graph.outgoing();
    const sinksFirst = Array.from(componentOf.keys()).sort((a, b) => componentOf[a]! - componentOf[b]!);
    for (const node of sinksFirst) {
      const row = node * this.#words;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const target = graph.to[edges[slot]!]!;
        const other = target * this.#words;
        for (let word = 0; word < this.#words; word++) this.#bits[row + word]! |= this.#bits[other + word]!;
        if (target < columns) this.#bits[row + (target >> 5)]! |= 1 << (target & 31);
      }
    }
  }

  has(from: number, to: number): boolean {
    return (this.#bits[from * this.#words + (to >> 5)]! & (1 << (to & 31))) !== 0;
  }
}
