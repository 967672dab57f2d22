import { EDGE } from '../graph/graph.ts';
import { isUpdate } from '../history.ts';
import type { DependencyGraph } from './dependency-graph.ts';

/** A register's versions with one known writer each. */
export interface RegisterVersions {
  readonly key: number;
  readonly versions: readonly number[];
}

/** A version's write and reads: no other write of the key can take effect among them. */
interface Block {
  readonly version: number;
  readonly writer: number;
  /** Of its operations the first to return, and the last to be called. */
  readonly first: number;
  readonly last: number;
}

/**
 * What real time says about two writes of one register: when an operation of one block returns before one of another
 * block is called, all of the first comes before the second. Only the closest blocks get an edge; those imply the others.
 *
 * @see Gibbons & Korach 1997, "Testing shared memories"
 */
export function addWritesInTime(
  dependencies: DependencyGraph,
  registers: readonly RegisterVersions[],
  which: 'updates' | 'all',
): void {
  const { history } = dependencies.observed;
  const callAt = (block: Block) => history[block.last]!.callAt;
  const returnAt = (block: Block) => history[block.first]!.returnAt ?? Number.POSITIVE_INFINITY;
  for (const { versions } of registers) {
    const blocks = versions.map((version) => blockOf(dependencies, version, which));
    const byReturn = [...blocks].sort((a, b) => returnAt(a) - returnAt(b));
    const byCall = [...blocks].sort((a, b) => callAt(a) - callAt(b));
    let earlier = 0;
    for (const block of byCall) {
      while (earlier < byReturn.length && returnAt(byReturn[earlier]!) < callAt(block)) earlier++;
      let latestCall = Number.NEGATIVE_INFINITY;
      for (let at = earlier - 1; at >= 0 && returnAt(byReturn[at]!) >= latestCall; at--) {
        const other = byReturn[at]!;
        if (other === block) continue;
        latestCall = Math.max(latestCall, callAt(other));
        orderBlocks(dependencies, other, block);
      }
    }
  }
}

function blockOf(dependencies: DependencyGraph, version: number, which: 'updates' | 'all'): Block {
  const { history, versions } = dependencies.observed;
  const writer = versions.writerOf[version]!;
  let [first, last] = [writer, writer];
  for (const place of dependencies.readersOf[version]!) {
    const operation = history[place]!;
    if (which === 'updates' && !isUpdate(operation)) continue;
    if (operation.returnAt! < (history[first]!.returnAt ?? Number.POSITIVE_INFINITY)) first = place;
    if (operation.callAt > history[last]!.callAt) last = place;
  }
  return { version, writer, first, last };
}

function orderBlocks(dependencies: DependencyGraph, a: Block, b: Block): void {
  if (a.writer === b.writer) return;
  const { history } = dependencies.observed;
  const isPlain = (history[a.writer]!.returnAt ?? Number.POSITIVE_INFINITY) < history[b.writer]!.callAt;
  if (!isPlain) dependencies.addDependency(a.writer, b.writer, EDGE.inTime, a.version, b.version);
  for (const reader of dependencies.readersOf[a.version]!) {
    if (isPlain) dependencies.addAntiDependency(reader, b.writer, a.version, b.version);
    else dependencies.addDependency(reader, b.writer, EDGE.inTime, a.version, b.version);
  }
}

/** The operations whose times order two blocks: the first to return of one, the last to be called of the other. */
export function evidence(dependencies: DependencyGraph, before: number, after: number): [number, number] {
  const { realtime } = dependencies.rules;
  const which = realtime === 'updates' ? 'updates' : 'all';
  return [blockOf(dependencies, before, which).first, blockOf(dependencies, after, which).last];
}
