import { describeValue, labels } from '../describe.ts';
import { type Access, type History, isCompleted } from '../history.ts';
import type { Illegal, Unknown } from '../verdict.ts';
import { ReadResolver } from './resolve-reads.ts';
import { type Versions, versionsOf } from './versions.ts';

/**
 * What a history tells about versions: which operation took effect, what each read from others, what each left behind.
 *
 * All arrays are by place in the history.
 */
export interface Observations {
  readonly history: History;
  readonly versions: Versions;
  /** Completed, or pending with an effect that somebody saw. */
  readonly isEffective: readonly boolean[];
  /** Versions that it read and had not made itself, without repetitions. Pending operations have none. */
  readonly reads: readonly (readonly number[])[];
  /** The last version of every key that it wrote. */
  readonly writes: readonly (readonly number[])[];
  /** By version: the next one of a list, as far as reads show it. */
  readonly nextOf: Int32Array;
  /** By key that is a list: the last version that a read shows. */
  readonly lastSeenOf: Int32Array;
}

/**
 * Maps reads to the versions they show.
 *
 * @returns a verdict when a read shows what no order of the operations can explain, or when which write it shows cannot
 * be told and matters from the start.
 * @throws HistoryError for a key that is used both as a register and as a list.
 */
export function observe(history: History): Observations | Illegal | Unknown {
  const versions = versionsOf(history);
  if (versions.commonAppend !== undefined) return appendedTwice(history, versions.commonAppend);
  const resolver = new ReadResolver(history, versions);
  const reads: (readonly number[])[] = [];
  for (const [place, operation] of history.entries()) {
    const seen = isCompleted(operation) ? resolver.readsOf(place) : [];
    if ('outcome' in seen) return seen;
    reads.push(seen);
  }
  const { isSeen, nextOf, lastSeenOf } = resolver;
  const isEffective = history.map(
    (operation) =>
      isCompleted(operation) ||
      (operation.aborted !== true && versionsMadeBy(operation.accesses, versions).some((version) => isSeen[version])),
  );
  const writes = history.map(({ accesses }, place) => (isEffective[place] ? finalWrites(accesses, versions) : []));
  return { history, versions, isEffective, reads, writes, nextOf, lastSeenOf };
}

export function isVerdict(observed: Observations | Illegal | Unknown): observed is Illegal | Unknown {
  return 'outcome' in observed;
}

function appendedTwice(history: History, [first, second]: readonly [number, number]): Unknown {
  const label = labels(history);
  const common = history[second]!.accesses.find(
    ({ op, key, value }) => op === 'append' && history[first]!.accesses.some((a) => a.key === key && a.value === value),
  );
  const what = `${describeValue(common?.value)} to ${common?.key}`;
  const reason = `${label(first)} and ${label(second)} append ${what}: reads cannot tell them apart; give every append a value of its own`;
  return { outcome: 'unknown', reason };
}

function versionsMadeBy(accesses: readonly Access[], { keyIds, idOf }: Versions): number[] {
  return accesses.flatMap((access) =>
    access.op === 'read' ? [] : [idOf[keyIds.get(access.key)!]!.get(access.value) as number],
  );
}

function finalWrites(accesses: readonly Access[], { keyIds, idOf }: Versions): number[] {
  const last = new Map<number, number>();
  for (const access of accesses) {
    if (access.op === 'read') continue;
    const key = keyIds.get(access.key)!;
    last.set(key, idOf[key]!.get(access.value)!);
  }
  return [...last.values()];
}
