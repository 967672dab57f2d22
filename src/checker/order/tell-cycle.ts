import { describeValue, labels } from '../describe.ts';
import { EDGE, type EdgeKind } from '../graph/graph.ts';
import type { Illegal } from '../verdict.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { evidence } from './writes-in-time.ts';

/** One operation must come before another; `first` and `second` are the edge's. */
export interface CycleStep {
  readonly kind: EdgeKind;
  readonly first: number;
  readonly second: number;
  /** Places. */
  readonly before: number;
  readonly after: number;
}

/** Operations that must come before each other in a circle, as a verdict. */
export function tellCycle(dependencies: DependencyGraph, steps: readonly CycleStep[]): Illegal {
  const { history } = dependencies.observed;
  const culprits = steps.map(({ before }) => before);
  const label = labels(history);
  const names = new Map(culprits.map((place, at) => [place, `T${at + 1}`]));
  const list = culprits.map((place) => `${names.get(place)} = ${label(place)}`).join('; ');
  const told = steps.map(
    (step) =>
      `${names.get(step.before)} comes before ${names.get(step.after)}, because ${because(dependencies, step, names)}`,
  );
  const also = steps.flatMap((step) => supporters(dependencies, step));
  const anomaly = nameOf(dependencies, steps);
  const witness = [...new Set([...culprits, ...also])].sort((a, b) => history[a]!.callAt - history[b]!.callAt || a - b);
  return {
    outcome: 'illegal',
    anomaly,
    reason: `these come before each other in a circle: ${list}. ${told.join('; ')}`,
    culprits,
    witness,
  };
}

/** Operations without which a step would not be understood. */
function supporters(dependencies: DependencyGraph, { kind, first, second }: CycleStep): number[] {
  if (kind === EDGE.forced) return [second];
  if (kind === EDGE.inTime) return evidence(dependencies, first, second);
  const writer = kind === EDGE.rw ? dependencies.observed.versions.writerOf[first]! : -1;
  return writer >= 0 ? [writer] : [];
}

function nameOf({ rules }: DependencyGraph, steps: readonly CycleStep[]): string {
  const has = (kind: EdgeKind) => steps.some((step) => step.kind === kind);
  if (has(EDGE.forced) || has(EDGE.inTime)) return 'no-order';
  const antiDependencies = steps.filter(({ kind }) => kind === EDGE.rw).length;
  const flow = has(EDGE.wr) ? 'G1c' : 'G0';
  const several = rules.snapshot ? 'G-nonadjacent' : 'G2-item';
  const name = antiDependencies === 0 ? flow : antiDependencies === 1 ? 'G-single' : several;
  return `${name}${has(EDGE.realtime) ? '-realtime' : has(EDGE.session) ? '-process' : ''}`;
}

function because(dependencies: DependencyGraph, step: CycleStep, names: ReadonlyMap<number, string>): string {
  const { history, versions } = dependencies.observed;
  const name = (place: number) => names.get(place) ?? labels(history)(place);
  const { before, after, first, second } = step;
  const [A, B] = [names.get(before), names.get(after)];
  const value = (version: number) => describeValue(versions.valueAt[version]);
  const key = versions.keys[versions.keyOf[first] ?? 0];
  const isList = versions.isList[versions.keyOf[first] ?? 0];
  const isInitial = first < versions.keys.length;
  switch (step.kind) {
    case EDGE.ww:
      return isList
        ? `${B} appended ${value(second)} to ${key} after ${A}'s ${value(first)}`
        : `${B} wrote ${key} = ${value(second)} over ${A}'s ${value(first)}`;
    case EDGE.wr:
      return isList
        ? `${B}'s read of ${key} shows ${value(first)}, which ${A} appended`
        : `${B} read ${key} = ${value(first)}, which ${A} wrote`;
    case EDGE.rw:
      if (isList) return `${A}'s read of ${key} does not show ${value(second)}, which ${B} appended`;
      return isInitial
        ? `${A} read ${key} before any write, and ${B} wrote ${value(second)}`
        : `${A} read ${key} = ${value(first)}, which ${B} replaced by ${value(second)}`;
    case EDGE.session:
      return `client ${history[before]!.client} asked for it first`;
    case EDGE.realtime:
      return `${A} had returned when ${B} was called`;
    case EDGE.forced:
      return `${A} writes ${key} too, and comes before ${name(second)}, which read ${B}'s ${value(first)}`;
    case EDGE.inTime: {
      const [earlier, later] = evidence(dependencies, first, second);
      const order = `${value(first)} was there before ${B}'s ${value(second)}`;
      return `of ${key}, ${order}: ${name(earlier)} had returned when ${name(later)} was called`;
    }
    case EDGE.pass:
      return 'it is part of it';
  }
}
