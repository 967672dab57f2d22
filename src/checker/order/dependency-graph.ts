import { EDGE, type EdgeKind, Graph } from '../graph/graph.ts';
import type { Observations } from './observations.ts';
import { addRealTime } from './real-time.ts';
import { addSessionOrder } from './session-order.ts';
import { NONE } from './versions.ts';
import { addWritesByCause } from './writes-by-cause.ts';
import { addWritesInTime, type RegisterVersions } from './writes-in-time.ts';

/** What must be respected besides what operations read and wrote. */
export interface Rules {
  /** A client's operations keep their order. */
  readonly session: boolean;
  /** What had returned comes before what was called later: all operations, or those that change something. */
  readonly realtime: 'none' | 'updates' | 'all';
  /** An operation reads at one moment and writes at a later one; of two that write one key, one does both first. */
  readonly snapshot: boolean;
}

/** Readers times writers beyond which a node in between saves edges. */
const EDGES_WORTH_A_NODE = 64;

/**
 * The order that reads, writes and rules impose on operations, as far as it is known: Adya's direct serialization graph.
 *
 * An operation is the node of its place; under snapshot rules it begins at node `2 * place` and commits at
 * `2 * place + 1`, so that a cycle in this graph is one in which no two anti-dependencies follow each other.
 *
 * @see Adya, Liskov & O'Neil 2000, "Generalized isolation level definitions"
 * @see Cerone & Gotsman 2016, "Analysing snapshot isolation"
 */
export class DependencyGraph {
  readonly graph: Graph;
  readonly observed: Observations;
  readonly rules: Rules;
  /** By version: the operations that read it. */
  readonly readersOf: readonly (readonly number[])[];

  constructor(observed: Observations, rules: Rules, maxMemoryBytes: number) {
    const { history, versions } = observed;
    this.observed = observed;
    this.rules = rules;
    this.graph = new Graph(rules.snapshot ? 2 * history.length : history.length);
    this.readersOf = readersOf(observed);
    if (rules.snapshot) {
      for (const place of history.keys()) this.graph.addEdge(this.begin(place), this.commit(place), EDGE.pass);
    }
    for (const [version, readers] of this.readersOf.entries()) {
      for (const reader of readers) this.addDependency(versions.writerOf[version]!, reader, EDGE.wr, version);
    }
    const unobserved = unobservedVersions(observed);
    for (const key of versions.keys.keys()) {
      if (versions.isList[key]) this.#orderList(key, unobserved[key]!);
      else this.#orderRegister(key, unobserved[key]!);
    }
    if (rules.session) addSessionOrder(this);
    if (rules.realtime !== 'none') addRealTime(this, rules.realtime);
    const registers = this.registers();
    if (rules.session) addWritesByCause(this, registers, maxMemoryBytes);
    if (rules.realtime !== 'none') addWritesInTime(this, registers, rules.realtime);
  }

  /** Registers with several versions of which each has one known writer, and these versions. */
  registers(): RegisterVersions[] {
    const { versions, isEffective } = this.observed;
    const result = versions.keys.map((_, key) => ({ key, versions: [] as number[] }));
    for (let version = versions.keys.length; version < versions.keyOf.length; version++) {
      const writer = versions.writerOf[version]!;
      const key = versions.keyOf[version]!;
      if (writer >= 0 && isEffective[writer] && !versions.isList[key]) result[key]!.versions.push(version);
    }
    return result.filter(({ versions: made }) => made.length > 1);
  }

  begin(place: number): number {
    return this.rules.snapshot ? 2 * place : place;
  }

  commit(place: number): number {
    return this.rules.snapshot ? 2 * place + 1 : place;
  }

  /** The operation that a node stands for, or undefined for one in between. */
  placeOf(node: number): number | undefined {
    const place = this.rules.snapshot ? node >> 1 : node;
    return place < this.observed.history.length ? place : undefined;
  }

  /** `before` is over when `after` begins. */
  addDependency(before: number, after: number, kind: EdgeKind, first = NONE, second = NONE): void {
    if (before < 0 || after < 0 || before === after) return;
    this.graph.addEdge(this.commit(before), this.begin(after), kind, first, second);
  }

  /** `reader` read a version that `writer` replaced, directly or in steps. */
  addAntiDependency(reader: number, writer: number, version: number, replacement: number): void {
    if (writer < 0 || reader === writer) return;
    this.graph.addEdge(this.begin(reader), this.commit(writer), EDGE.rw, version, replacement);
  }

  #orderList(key: number, unobserved: readonly number[]): void {
    const { nextOf, versions } = this.observed;
    let version = key;
    for (let next = nextOf[version]!; next !== NONE; next = nextOf[version]!) {
      this.#replace(version, [next]);
      version = next;
    }
    this.#replace(version, unobserved);
    for (const later of unobserved) {
      this.addDependency(versions.writerOf[version]!, versions.writerOf[later]!, EDGE.ww, version, later);
    }
  }

  /** The value before the first write comes first; whoever reads a version and writes the key makes the next one. */
  #orderRegister(key: number, made: readonly number[]): void {
    const { versions } = this.observed;
    if (versions.writerOf[key] === NONE) this.#replace(key, made);
    for (const replacement of made) {
      const writer = versions.writerOf[replacement]!;
      for (const version of writer < 0 ? [] : this.observed.reads[writer]!) {
        if (versions.keyOf[version] === key && version !== key && versions.writerOf[version]! >= 0) {
          for (const reader of this.readersOf[version]!) this.addAntiDependency(reader, writer, version, replacement);
        }
      }
    }
  }

  /** Every replacement comes after the version and after its readers. */
  #replace(version: number, replacements: readonly number[]): void {
    const { writerOf, isList, keyOf } = this.observed.versions;
    const readers = this.readersOf[version]!;
    if (isList[keyOf[version]!] && replacements.length === 1) {
      const [next] = replacements as [number];
      this.addDependency(writerOf[version]!, writerOf[next]!, EDGE.ww, version, next);
    }
    if (readers.length * replacements.length <= EDGES_WORTH_A_NODE * (readers.length + replacements.length)) {
      for (const next of replacements) {
        for (const reader of readers) this.addAntiDependency(reader, writerOf[next]!, version, next);
      }
      return;
    }
    this.#replaceVia(version, readers, replacements);
  }

  /** As `#replace`, in linearly many edges. Two operations that read and replace a version are a cycle by themselves. */
  #replaceVia(version: number, readers: readonly number[], replacements: readonly number[]): void {
    const { writerOf } = this.observed.versions;
    const reads = new Set(readers);
    const both = replacements.filter((next) => reads.has(writerOf[next]!));
    const others = replacements.filter((next) => !reads.has(writerOf[next]!));
    for (const next of both.slice(0, 2)) {
      for (const reader of readers) this.addAntiDependency(reader, writerOf[next]!, version, next);
    }
    const between = this.graph.addNode();
    for (const reader of readers) this.graph.addEdge(this.begin(reader), between, EDGE.pass);
    for (const next of others) {
      if (writerOf[next]! >= 0) {
        this.graph.addEdge(between, this.commit(writerOf[next]!), EDGE.rw, version, next);
      }
    }
  }
}

function readersOf({ versions, reads }: Observations): number[][] {
  const readers = versions.keyOf.map((): number[] => []);
  for (const [place, seen] of reads.entries()) for (const version of seen) readers[version]!.push(place);
  return readers;
}

/** By key: the versions of effective operations whose place in the key's order reads do not tell. */
function unobservedVersions({ versions, isEffective, nextOf, lastSeenOf }: Observations): number[][] {
  const result = versions.keys.map((): number[] => []);
  for (let version = versions.keys.length; version < versions.keyOf.length; version++) {
    const key = versions.keyOf[version]!;
    const writer = versions.writerOf[version]!;
    const isPlaced = versions.isList[key] === true && (nextOf[version] !== NONE || lastSeenOf[key] === version);
    if (writer >= 0 && isEffective[writer] && !isPlaced) result[key]!.push(version);
  }
  return result;
}
