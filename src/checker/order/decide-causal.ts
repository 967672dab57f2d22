import { describeValue, labels } from '../describe.ts';
import { components } from '../graph/components.ts';
import { EDGE, Graph } from '../graph/graph.ts';
import { PathFinder } from '../graph/shortest-path.ts';
import type { History } from '../history.ts';
import { budgetsOf, type CheckOptions, type Illegal, type Verdict } from '../verdict.ts';
import { ambiguousRead } from './ambiguous-read.ts';
import { CausalPast, directPast, ThreadWrites } from './causal-past.ts';
import { isVerdict, type Observations, observe } from './observations.ts';
import { NONE } from './versions.ts';

/**
 * Does every read show the latest write of its key in its causal past, or one that is not in it?
 *
 * @param convergent whether, besides, all clients agree on the order of writes that do not depend on each other.
 * @see Bouajjani, Enea, Guerraoui & Hamza 2017, "On verifying causal consistency": the bad patterns of CC and CCv
 * @throws HistoryError for a key that is both list and register.
 */
export function decideCausal(history: History, convergent: boolean, options: CheckOptions = {}): Verdict {
  const observed = observe(history);
  if (isVerdict(observed)) return observed;
  const repeated = ambiguousRead(observed);
  if (repeated !== undefined) return repeated;
  const { maxMemoryBytes } = budgetsOf(options);
  if (CausalPast.bytesFor(observed) > maxMemoryBytes) {
    const reason = `the causal past of ${history.length} operations takes more than ${maxMemoryBytes} bytes`;
    return { outcome: 'unknown', reason };
  }
  const past = new CausalPast(observed);
  if (past.order.length < observed.isEffective.filter(Boolean).length) return circularPast(observed);
  const conflicts: Conflict[] = [];
  const writes = new ThreadWrites(observed, past);
  for (const place of past.order) {
    const earlier = conflicts.length;
    for (const version of observed.reads[place]!) {
      const key = observed.versions.keyOf[version]!;
      const writer = observed.versions.writerOf[version]!;
      for (const newer of writes.lastBefore(place, key)) {
        if (newer === writer) continue;
        if (writer === NONE || past.isBefore(writer, newer)) return lateRead(observed, place, version, newer);
        if (!past.isBefore(newer, writer)) conflicts.push([newer, writer, place]);
      }
    }
    const own = conflicts.slice(earlier);
    if (isCircular(own, past)) return disagreement(observed, own) as Illegal;
  }
  return (convergent ? disagreement(observed, conflicts) : undefined) ?? { outcome: 'ok', order: past.order };
}

/** Of two writes that do not depend on each other, the first must be the earlier one: the reader read the second. */
type Conflict = readonly [earlier: number, later: number, reader: number];

/** Do the reads of one operation contradict each other? */
function isCircular(conflicts: readonly Conflict[], past: CausalPast): boolean {
  if (conflicts.length < 2) return false;
  const graph = new Graph(conflicts.length);
  for (const [at, [, later]] of conflicts.entries()) {
    for (const [next, [earlier]] of conflicts.entries()) {
      if (later === earlier || past.isBefore(later, earlier)) graph.addEdge(at, next, EDGE.forced);
    }
  }
  return components(graph).sizeOf.some((size) => size > 1);
}

/** `reader` should have seen `newer`, on which it depends. */
function lateRead(observed: Observations, reader: number, version: number, newer: number): Illegal {
  const { history, versions } = observed;
  const label = labels(history);
  const key = versions.keys[versions.keyOf[version]!];
  const isInitial = version < versions.keys.length;
  const seen = isInitial ? `${key} as it was before any write` : `${key} = ${describeValue(versions.valueAt[version])}`;
  const chain = dependencyChain(observed, newer, reader);
  const culprits = [...new Set([...(isInitial ? [] : [versions.writerOf[version]!]), newer, ...chain])];
  const told = chain.map((place, at) => dependence(observed, at === 0 ? newer : chain[at - 1]!, place)).join('; ');
  const reason = `${label(reader)} read ${seen}, too old: it depends on ${label(newer)}. ${told}`;
  const anomaly = isInitial ? 'WriteCOInitRead' : 'WriteCORead';
  return { outcome: 'illegal', anomaly, reason, culprits, witness: inCallOrder(history, culprits) };
}

/** How `after` depends on `before`, directly. */
function dependence({ history, versions, reads }: Observations, before: number, after: number): string {
  const label = labels(history);
  const version = reads[after]!.find((candidate) => versions.writerOf[candidate] === before);
  if (version === undefined) return `${label(after)} follows ${label(before)} at the same client`;
  const what = `${versions.keys[versions.keyOf[version]!]} = ${describeValue(versions.valueAt[version])}`;
  return `${label(after)} read ${what} from ${label(before)}`;
}

/** The operations from `before` (left out) to `after`, each of which depends on the one in front directly. */
function dependencyChain(observed: Observations, before: number, after: number): number[] {
  const graph = new Graph(observed.history.length);
  for (const [from, to] of directPast(observed)) graph.addEdge(from, to, EDGE.session);
  // One component for all: the path finder stays inside a component.
  const everything = { componentOf: new Int32Array(graph.nodes), sizeOf: [graph.nodes] };
  const path = new PathFinder(graph, everything, () => true).find(before, after) ?? [];
  return path.map((edge) => graph.to[edge]!);
}

function circularPast(observed: Observations): Illegal {
  const graph = new Graph(observed.history.length);
  for (const [from, to] of directPast(observed)) graph.addEdge(from, to, EDGE.session);
  return circle(observed, graph, 'CyclicCO', (edge) => dependence(observed, graph.from[edge]!, graph.to[edge]!));
}

/** Writes that have to come before each other in a circle, because clients saw them in different orders. */
function disagreement(observed: Observations, conflicts: readonly Conflict[]): Illegal | undefined {
  const graph = new Graph(observed.history.length);
  for (const [from, to] of directPast(observed)) graph.addEdge(from, to, EDGE.session);
  for (const [newer, writer, reader] of conflicts) graph.addEdge(newer, writer, EDGE.forced, reader);
  if (!components(graph).sizeOf.some((size) => size > 1)) return undefined;
  const label = labels(observed.history);
  return circle(observed, graph, 'CyclicCF', (edge) => {
    const [from, to, reader] = [graph.from[edge]!, graph.to[edge]!, graph.first[edge]!];
    if (graph.kind[edge] === EDGE.session) return dependence(observed, from, to);
    return `${label(to)} is the later one for ${label(reader)}, which depends on ${label(from)} and read the other`;
  });
}

function circle(observed: Observations, graph: Graph, anomaly: string, tell: (edge: number) => string): Illegal {
  const found = components(graph);
  const finder = new PathFinder(graph, found, () => true);
  const start = found.componentOf.findIndex((component) => found.sizeOf[component]! > 1);
  const cycle = finder.find(start, start) as number[];
  const readers = cycle.filter((edge) => graph.kind[edge] === EDGE.forced).map((edge) => graph.first[edge]!);
  const culprits = [...new Set([...cycle.map((edge) => graph.from[edge]!), ...readers])];
  const reason = `these depend on each other in a circle: ${cycle.map(tell).join('; ')}`;
  return { outcome: 'illegal', anomaly, reason, culprits, witness: inCallOrder(observed.history, culprits) };
}

function inCallOrder(history: History, places: readonly number[]): number[] {
  return [...places].sort((a, b) => history[a]!.callAt - history[b]!.callAt || a - b);
}
