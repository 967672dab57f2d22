import { components } from '../graph/components.ts';
import { EDGE } from '../graph/graph.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { Reachability } from './reachability.ts';

/** Pairs of writes to one key that are looked at, over all rounds. */
const PAIRS_MAX = 50_000_000;

/**
 * Adds what the order so far implies about the order of writes to registers, until nothing new follows:
 *
 * - a write that comes before a read comes before the write that was read;
 * - what read a version comes before a write that comes after that version.
 *
 * Stops when the graph has a cycle, since no order explains the history then, and where it would take too much: what it
 * adds follows from the rest, it only saves a search.
 *
 * @see Papadimitriou 1979, "The serializability of concurrent database updates" (polygraphs)
 */
export function forceWrites(dependencies: DependencyGraph, maxMemoryBytes: number): void {
  const { graph, observed, rules } = dependencies;
  const columns = rules.snapshot ? 2 * observed.history.length : observed.history.length;
  const registers = dependencies.registers();
  const pairs = registers.reduce((sum, { versions }) => sum + versions.length ** 2, 0);
  for (let looked = pairs; looked <= PAIRS_MAX; looked += pairs) {
    const found = components(graph);
    if (found.sizeOf.some((size) => size > 1)) return;
    if (Reachability.bytesFor(graph, columns) > maxMemoryBytes) return;
    const reachable = new Reachability(graph, found, columns);
    const before = graph.from.length;
    for (const { versions } of registers) forceKey(dependencies, reachable, versions);
    if (graph.from.length === before) return;
  }
}

function forceKey(dependencies: DependencyGraph, reachable: Reachability, versions: readonly number[]): void {
  const { writerOf } = dependencies.observed.versions;
  for (const version of versions) {
    const writer = writerOf[version]!;
    for (const other of versions) {
      if (writerOf[other] !== writer) forcePair(dependencies, reachable, version, other);
    }
  }
}

function forcePair(dependencies: DependencyGraph, reachable: Reachability, version: number, other: number): void {
  const { observed, readersOf, rules } = dependencies;
  const writer = observed.versions.writerOf[version]!;
  const rival = observed.versions.writerOf[other]!;
  const readers = readersOf[version]!;
  const comesAfter = reachable.has(dependencies.commit(writer), dependencies.commit(rival));
  if (comesAfter) {
    for (const reader of readers) {
      const isKnown = reachable.has(dependencies.begin(reader), dependencies.commit(rival));
      if (!isKnown) dependencies.addAntiDependency(reader, rival, version, other);
    }
    // Of two operations that write one key, the later one begins after the earlier one has committed.
    const isKnown = !rules.snapshot || reachable.has(dependencies.commit(writer), dependencies.begin(rival));
    if (!isKnown) dependencies.addDependency(writer, rival, EDGE.ww, version, other);
    return;
  }
  if (reachable.has(dependencies.commit(rival), dependencies.begin(writer))) return;
  const reader = readers.find(
    (place) => place !== rival && reachable.has(dependencies.commit(rival), dependencies.begin(place)),
  );
  if (reader !== undefined) dependencies.addDependency(rival, writer, EDGE.forced, version, reader);
}
