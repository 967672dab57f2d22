import type { Components, KindFilter } from './components.ts';
import { EDGE, type Graph } from './graph.ts';

/**
 * Finds shortest paths inside strongly connected components, in edges other than `pass`, which are free.
 *
 * One instance keeps its tables from search to search, so that a search costs what it visits.
 */
export class PathFinder {
  readonly #graph: Graph;
  readonly #components: Components;
  readonly #counts: KindFilter;
  readonly #distance: Int32Array;
  readonly #via: Int32Array;
  #visited: number[] = [];

  constructor(graph: Graph, components: Components, counts: KindFilter) {
    this.#graph = graph;
    this.#components = components;
    this.#counts = counts;
    this.#distance = new Int32Array(graph.nodes).fill(-1);
    this.#via = new Int32Array(graph.nodes);
  }

  /** The edges of a shortest path between two nodes of one component, or undefined; never empty: `from` may be `to`. */
  find(from: number, to: number, longest = Number.POSITIVE_INFINITY): number[] | undefined {
    const { offsets, edges } = this.#graph.outgoing();
    const { to: targets, kind } = this.#graph;
    const { componentOf } = this.#components;
    for (const node of this.#visited) this.#distance[node] = -1;
    this.#visited = [];
    // Layer by layer; `pass` edges stay inside a layer.
    let layer = [from];
    for (let distance = 0; layer.length > 0 && distance < longest; distance++) {
      const next: number[] = [];
      for (let at = 0; at < layer.length; at++) {
        const node = layer[at]!;
        if (node !== from && this.#distance[node] !== distance) continue;
        for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
          const edge = edges[slot]!;
          const target = targets[edge]!;
          if (componentOf[target] !== componentOf[from] || !this.#counts(kind[edge]!)) continue;
          if (target === to) return this.#pathTo(from, edge);
          const isFree = kind[edge] === EDGE.pass;
          const reached = isFree ? distance : distance + 1;
          const known = this.#distance[target]!;
          if (target === from || (known !== -1 && known <= reached)) continue;
          this.#distance[target] = reached;
          this.#via[target] = edge;
          this.#visited.push(target);
          (isFree ? layer : next).push(target);
        }
      }
      layer = next;
    }
    return undefined;
  }

  #pathTo(from: number, last: number): number[] {
    const path = [last];
    for (let node = this.#graph.from[last]!; node !== from; node = this.#graph.from[this.#via[node]!]!) {
      path.push(this.#via[node]!);
    }
    return path.reverse();
  }
}
