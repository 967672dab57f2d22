import { EDGE } from '../graph/graph.ts';
import { type ClientId, type History, sessionsOf } from '../history.ts';
import type { DependencyGraph } from './dependency-graph.ts';

/**
 * Pairs of places that follow each other in their client's order. What is pending comes after what the client did
 * before, but may take effect after what it does next.
 */
export function successors(history: History, isEffective: readonly boolean[]): [number, number][] {
  const pairs: [number, number][] = [];
  const last = new Map<ClientId, number>();
  for (const [client, places] of sessionsOf(history)) {
    for (const place of places) {
      if (!isEffective[place]) continue;
      const before = last.get(client);
      if (before !== undefined) pairs.push([before, place]);
      if (history[place]!.returnAt !== undefined) last.set(client, place);
    }
  }
  return pairs;
}

export function addSessionOrder(graph: DependencyGraph): void {
  const { history, isEffective } = graph.observed;
  for (const [before, after] of successors(history, isEffective)) graph.addDependency(before, after, EDGE.session);
}
