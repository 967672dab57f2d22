import { EDGE } from '../graph/graph.ts';
import { CausalPast, ThreadWrites } from './causal-past.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import type { RegisterVersions } from './writes-in-time.ts';

/**
 * What clients' orders and reads say about two writes of one register and a read: a write in a reader's past comes before
 * the write that was read, and a write with a version in its past comes after the version's readers.
 *
 * Left out where it would take too much memory: what it adds follows from the rest, it only saves a search.
 */
export function addWritesByCause(
  dependencies: DependencyGraph,
  registers: readonly RegisterVersions[],
  maxMemoryBytes: number,
): void {
  const { observed, readersOf } = dependencies;
  if (CausalPast.bytesFor(observed) > maxMemoryBytes) return;
  const past = new CausalPast(observed);
  const writes = new ThreadWrites(observed, past);
  for (const { key, versions } of registers) {
    const madeBy = new Map(versions.map((version) => [observed.versions.writerOf[version]!, version]));
    for (const version of versions) {
      const writer = observed.versions.writerOf[version]!;
      const readers = readersOf[version]!;
      if (readers.length === 0) continue;
      for (const later of writes.firstAfter(writer, key)) {
        const made = madeBy.get(later);
        if (made === undefined) continue;
        for (const reader of readers) dependencies.addAntiDependency(reader, later, version, made);
      }
      for (const reader of readers) {
        for (const earlier of writes.lastBefore(reader, key)) {
          if (earlier === writer || past.isBefore(earlier, writer) || !madeBy.has(earlier)) continue;
          dependencies.addDependency(earlier, writer, EDGE.forced, version, reader);
        }
      }
    }
  }
}
