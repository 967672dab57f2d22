import { describeValue, labels } from '../describe.ts';
import { components } from '../graph/components.ts';
import { EDGE, Graph } from '../graph/graph.ts';
import { PathFinder } from '../graph/shortest-path.ts';
import { type History, sessionsOf } from '../history.ts';
import type { Illegal, Verdict } from '../verdict.ts';
import { ambiguousRead } from './ambiguous-read.ts';
import { isVerdict, type Observations, observe } from './observations.ts';
import { NONE } from './versions.ts';

export type SessionGuarantee = 'read-your-writes' | 'monotonic-reads' | 'monotonic-writes' | 'writes-follow-reads';

/**
 * Is there an order of every key's versions in which each client sees what a session guarantee promises, key by key?
 *
 * @see Terry et al. 1994, "Session guarantees for weakly consistent replicated data"
 * @throws HistoryError for a key that is both list and register.
 */
export function decideSession(history: History, guarantee: SessionGuarantee): Verdict {
  const observed = observe(history);
  if (isVerdict(observed)) return observed;
  const repeated = ambiguousRead(observed);
  if (repeated !== undefined) return repeated;
  const order = new VersionOrder(observed);
  for (const places of sessionsOf(history).values()) {
    const session = new Session(order, guarantee);
    for (const place of places) {
      if (!observed.isEffective[place]) continue;
      for (const version of observed.reads[place]!) session.onRead(place, version);
      if (history[place]!.returnAt === undefined) continue;
      for (const version of observed.writes[place]!) session.onWrite(place, version);
    }
  }
  return order.circle(guarantee) ?? { outcome: 'ok' };
}

interface Event {
  readonly place: number;
  readonly version: number;
}

/** What a client has read and written, by key. */
class Session {
  readonly #order: VersionOrder;
  readonly #guarantee: SessionGuarantee;
  readonly #reads = new Map<number, Event[]>();
  readonly #writes = new Map<number, Event[]>();

  constructor(order: VersionOrder, guarantee: SessionGuarantee) {
    this.#order = order;
    this.#guarantee = guarantee;
  }

  onRead(place: number, version: number): void {
    const key = this.#order.keyOf(version);
    const event = { place, version };
    if (this.#guarantee === 'read-your-writes') this.#order.add(this.#writes.get(key) ?? [], event);
    if (this.#guarantee === 'monotonic-reads') this.#order.add((this.#reads.get(key) ?? []).slice(-1), event);
    remember(this.#reads, key, event);
  }

  onWrite(place: number, version: number): void {
    const key = this.#order.keyOf(version);
    const event = { place, version };
    if (this.#guarantee === 'monotonic-writes') this.#order.add((this.#writes.get(key) ?? []).slice(-1), event);
    if (this.#guarantee === 'writes-follow-reads') this.#order.add(this.#reads.get(key) ?? [], event);
    remember(this.#writes, key, event);
  }
}

function remember(events: Map<number, Event[]>, key: number, event: Event): void {
  const known = events.get(key);
  if (known === undefined) events.set(key, [event]);
  else if (!known.some(({ version }) => version === event.version) || known.at(-1)!.version !== event.version) {
    known.push(event);
  }
}

/** Which version of a key must be older than which, and why. */
class VersionOrder {
  readonly #observed: Observations;
  readonly #graph: Graph;

  constructor(observed: Observations) {
    const { versions, nextOf, lastSeenOf } = observed;
    this.#observed = observed;
    this.#graph = new Graph(versions.keyOf.length);
    for (let version = versions.keys.length; version < versions.keyOf.length; version++) {
      const key = versions.keyOf[version]!;
      const isPlaced = nextOf[version] !== NONE || lastSeenOf[key] === version;
      if (!versions.isList[key]) this.#graph.addEdge(key, version, EDGE.ww);
      else if (!isPlaced) this.#graph.addEdge(lastSeenOf[key]!, version, EDGE.ww);
    }
    for (const [version, next] of nextOf.entries()) if (next !== NONE) this.#graph.addEdge(version, next, EDGE.ww);
  }

  keyOf(version: number): number {
    return this.#observed.versions.keyOf[version]!;
  }

  add(older: readonly Event[], newer: Event): void {
    for (const { place, version } of older) {
      if (version !== newer.version) {
        this.#graph.addEdge(version, newer.version, EDGE.session, place, newer.place);
      }
    }
  }

  circle(guarantee: SessionGuarantee): Illegal | undefined {
    const found = components(this.#graph);
    const start = found.componentOf.findIndex((component) => found.sizeOf[component]! > 1);
    if (start === -1) return undefined;
    const { kind, first, second } = this.#graph;
    const cycle = new PathFinder(this.#graph, found, () => true).find(start, start) as number[];
    const told = cycle.filter((edge) => kind[edge] === EDGE.session);
    const culprits = [...new Set(told.flatMap((edge) => [first[edge]!, second[edge]!]))];
    const { history } = this.#observed;
    return {
      outcome: 'illegal',
      anomaly: guarantee,
      reason: cycle.map((edge) => this.#tell(edge)).join('; '),
      culprits,
      witness: [...culprits].sort((a, b) => history[a]!.callAt - history[b]!.callAt || a - b),
    };
  }

  #tell(edge: number): string {
    const { versions, history } = this.#observed;
    const { from, to, kind, first, second } = this.#graph;
    const isInitial = from[edge]! < versions.keys.length;
    const name = versions.keys[this.keyOf(from[edge]!)];
    const told = (version: number) =>
      version < versions.keys.length ? 'its first value' : describeValue(versions.valueAt[version]);
    if (kind[edge] === EDGE.ww) {
      return isInitial
        ? `nothing of ${name} is older than its first value`
        : `reads of ${name} show ${told(to[edge]!)} after ${told(from[edge]!)}`;
    }
    const label = labels(history);
    const newer = `${told(to[edge]!)} is newer than ${told(from[edge]!)}`;
    return `${label(first[edge]!)} was followed by ${label(second[edge]!)} at the same client, so that of ${name} ${newer}`;
  }
}
