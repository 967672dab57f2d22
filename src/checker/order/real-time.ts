import { EDGE } from '../graph/graph.ts';
import { isUpdate } from '../history.ts';
import type { DependencyGraph } from './dependency-graph.ts';

/**
 * Orders operations by time: a node for every moment of return, in a line; an operation leads to the moment at which it
 * returns, and the last moment before a call leads to the operation. That takes three edges per operation.
 */
export function addRealTime(dependencies: DependencyGraph, which: 'updates' | 'all'): void {
  const { graph, observed } = dependencies;
  const { history, isEffective } = observed;
  const counts = (place: number) => isEffective[place] && (which === 'all' || isUpdate(history[place]!));
  const places = [...history.keys()].filter(counts);
  const returned = places.filter((place) => history[place]!.returnAt !== undefined);
  returned.sort((a, b) => history[a]!.returnAt! - history[b]!.returnAt!);
  const called = [...places].sort((a, b) => history[a]!.callAt - history[b]!.callAt);
  let next = 0;
  let moment = -1;
  for (const place of called) {
    for (; next < returned.length && history[returned[next]!]!.returnAt! < history[place]!.callAt; next++) {
      const node = graph.addNode();
      if (moment !== -1) graph.addEdge(moment, node, EDGE.pass);
      graph.addEdge(dependencies.commit(returned[next]!), node, EDGE.pass);
      moment = node;
    }
    if (moment !== -1) graph.addEdge(moment, dependencies.begin(place), EDGE.realtime);
  }
}
