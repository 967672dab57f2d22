import type { EdgeKind, Graph } from './graph.ts';

/** Which kinds of edges count. */
export type KindFilter = (kind: EdgeKind) => boolean;

export interface Components {
  /** By node: its strongly connected component. Every edge leads to a component of the same or a smaller number. */
  readonly componentOf: Int32Array;
  /** By component: how many nodes it has. */
  readonly sizeOf: readonly number[];
}

/**
 * The strongly connected components of a graph: a component of several nodes holds a cycle, one of a single node none.
 *
 * @see Tarjan 1972, "Depth-first search and linear graph algorithms"
 */
export function components(graph: Graph, counts: KindFilter = () => true): Components {
  const { offsets, edges } = graph.outgoing();
  const { nodes, to, kind } = graph;
  const componentOf = new Int32Array(nodes).fill(-1);
  const sizeOf: number[] = [];
  const numberOf = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const nextEdge = new Int32Array(nodes);
  const stack: number[] = [];
  const path: number[] = [];
  let count = 0;

  const enter = (node: number): void => {
    numberOf[node] = low[node] = count++;
    nextEdge[node] = offsets[node]!;
    stack.push(node);
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
    if (low[node] !== numberOf[node]) return;
    const component = sizeOf.push(0) - 1;
    for (let member = -1; member !== node; ) {
      member = stack.pop() as number;
      componentOf[member] = component;
      sizeOf[component]!++;
    }
  };

  for (let root = 0; root < nodes; root++) {
    if (numberOf[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const node = path.at(-1) as number;
      if (nextEdge[node]! === offsets[node + 1]) {
        leave(node);
        continue;
      }
      const edge = edges[nextEdge[node]!++]!;
      if (!counts(kind[edge]!)) continue;
      const target = to[edge]!;
      if (numberOf[target] === -1) enter(target);
      else if (componentOf[target] === -1) low[node] = Math.min(low[node]!, numberOf[target]!);
    }
  }
  return { componentOf, sizeOf };
}
