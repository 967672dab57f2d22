import { components, type KindFilter } from '../graph/components.ts';
import { EDGE, type EdgeKind } from '../graph/graph.ts';
import { PathFinder } from '../graph/shortest-path.ts';
import type { Illegal } from '../verdict.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { type CycleStep, tellCycle } from './tell-cycle.ts';

/** Nodes, and anti-dependencies, from which shortest cycles are looked for: beyond, a short one will do. */
const STARTS_MAX = 500;

interface Stage {
  readonly kinds: ReadonlySet<EdgeKind>;
  /** Exactly one anti-dependency, besides these kinds. */
  readonly isSingle: boolean;
}

/**
 * Names the simplest kind of cycle that a graph has, and tells a shortest one of that kind; undefined without cycles.
 *
 * The names are Adya's as Elle reports them: `G0` writes in a circle, `G1c` information flows in a circle, `G-single` one
 * anti-dependency, `G2-item` several; `-process` and `-realtime` when a client's order or real time is part of it.
 *
 * @see Kingsbury & Alvaro 2020, "Elle: inferring isolation anomalies from experimental observations"
 */
export function cycleAnomaly(dependencies: DependencyGraph): Illegal | undefined {
  if (!components(dependencies.graph).sizeOf.some((size) => size > 1)) return undefined;
  for (const stage of stages(dependencies)) {
    const cycle = stage.isSingle ? singleCycle(dependencies, stage.kinds) : shortestCycle(dependencies, stage.kinds);
    if (cycle !== undefined) return tellCycle(dependencies, stepsOf(dependencies, cycle));
  }
  return undefined;
}

function stages({ rules }: DependencyGraph): Stage[] {
  const bases: EdgeKind[][] = [[]];
  if (rules.session) bases.push([EDGE.session]);
  if (rules.realtime !== 'none') bases.push([...(bases.at(-1) as EdgeKind[]), EDGE.realtime]);
  bases.push([...(bases.at(-1) as EdgeKind[]), EDGE.forced, EDGE.inTime]);
  return bases.flatMap((base) => {
    const flow = [EDGE.pass, ...base, EDGE.ww, EDGE.wr];
    return [
      { kinds: new Set([EDGE.pass, ...base, EDGE.ww]), isSingle: false },
      { kinds: new Set(flow), isSingle: false },
      { kinds: new Set(flow), isSingle: true },
      { kinds: new Set([...flow, EDGE.rw]), isSingle: false },
    ];
  });
}

function shortestCycle({ graph }: DependencyGraph, kinds: ReadonlySet<EdgeKind>): number[] | undefined {
  const counts: KindFilter = (kind) => kinds.has(kind);
  const found = components(graph, counts);
  const { componentOf, sizeOf } = found;
  const inCycles = Array.from(componentOf.keys()).filter((node) => sizeOf[componentOf[node]!]! > 1);
  const starts = inCycles.sort((a, b) => sizeOf[componentOf[a]!]! - sizeOf[componentOf[b]!]! || a - b);
  const finder = new PathFinder(graph, found, counts);
  let best: number[] | undefined;
  for (const start of starts.slice(0, STARTS_MAX)) {
    const cycle = finder.find(start, start, best === undefined ? undefined : lengthOf(graph.kind, best));
    if (cycle !== undefined && (best === undefined || lengthOf(graph.kind, cycle) < lengthOf(graph.kind, best))) {
      best = cycle;
    }
  }
  return best;
}

function singleCycle({ graph }: DependencyGraph, kinds: ReadonlySet<EdgeKind>): number[] | undefined {
  const found = components(graph, (kind) => kinds.has(kind) || kind === EDGE.rw);
  const { componentOf } = found;
  const finder = new PathFinder(graph, found, (kind) => kinds.has(kind));
  let best: number[] | undefined;
  let starts = 0;
  for (let edge = 0; edge < graph.kind.length && starts < STARTS_MAX; edge++) {
    const [from, to] = [graph.from[edge]!, graph.to[edge]!];
    if (graph.kind[edge] !== EDGE.rw || componentOf[from] !== componentOf[to]) continue;
    starts++;
    const path = finder.find(to, from, best === undefined ? undefined : lengthOf(graph.kind, best) - 1);
    if (path !== undefined && (best === undefined || lengthOf(graph.kind, path) + 1 < lengthOf(graph.kind, best))) {
      best = [edge, ...path];
    }
  }
  return best;
}

/** Edges that count: those with a reason of their own. */
function lengthOf(kinds: readonly EdgeKind[], edges: readonly number[]): number {
  return edges.filter((edge) => kinds[edge] !== EDGE.pass).length;
}

/** A cycle from operation to operation, beginning with the one that was called first. */
function stepsOf(dependencies: DependencyGraph, cycle: readonly number[]): CycleStep[] {
  const { graph, observed } = dependencies;
  const steps = cycle
    .filter((edge) => graph.kind[edge] !== EDGE.pass)
    .map((edge) => ({
      kind: graph.kind[edge]!,
      first: graph.first[edge]!,
      second: graph.second[edge]!,
      after: dependencies.placeOf(graph.to[edge]!) as number,
    }));
  const callOf = (at: number) => observed.history[steps.at(at - 1)!.after]!.callAt;
  let start = 0;
  for (const at of steps.keys()) if (callOf(at) < callOf(start)) start = at;
  const rotated = [...steps.slice(start), ...steps.slice(0, start)];
  return rotated.map((step, at) => ({ ...step, before: rotated.at(at - 1)!.after }));
}
