import { describeOperation, describeValue } from '../describe.ts';
import { type History, HistoryError, isCompleted, type Operation, sessionsOf, type Value } from '../history.ts';
import type { Level } from '../level.ts';
import { refuseLists } from '../refuse.ts';
import type { Illegal, Verdict } from '../verdict.ts';

export const forkConsistency: Level = {
  id: 'fork-consistency',
  title: 'fork consistency (SUNDR)',
  promise:
    'what a client sees is one line of operations; two clients’ lines may part, but once they have parted neither sees any later operation of the other',
  source: 'Li, Krohn, Mazières & Shasha 2004, §3; Mazières & Shasha 2002; lecture 18',
  takes: ['registers', 'transactions', 'version vectors'],
  check: (history) => decideForks(refuseLists(history, 'fork-consistency')),
};

type Vector = Readonly<Record<string, number>>;

/**
 * Every operation's signed version vector must be that of the operation before it in its line, plus one for its own
 * client. Then vectors that see each other are totally ordered, and lines are branches of a tree: an operation of two
 * branches would need a vector that is above both.
 *
 * @throws HistoryError for a completed operation without a version vector.
 */
function decideForks(history: History): Verdict {
  const places = inOrder(history);
  const byVector = new Map<string, number>();
  for (const place of places) byVector.set(textOf(vectorOf(history, place)), place);
  const before = new Map<number, number | undefined>();
  for (const place of places) {
    const vector = vectorOf(history, place);
    const client = String(history[place]!.client);
    const previous = { ...vector, [client]: (vector[client] ?? 0) - 1 };
    const parent = byVector.get(textOf(previous));
    if (textOf(previous) !== '' && parent === undefined) return joined(history, place, places);
    before.set(place, parent);
  }
  return ownOperations(history, before) ?? readsAlong(history, places, before) ?? summary(history, places, before);
}

function inOrder(history: History): number[] {
  // What did not return may have reached the server, and others may have seen it.
  const isKnown = ({ aborted, vector }: Operation) => aborted !== true && vector !== undefined;
  const known = [...history.keys()].filter((place) => isCompleted(history[place]!) || isKnown(history[place]!));
  const total = (place: number) => Object.values(vectorOf(history, place)).reduce((sum, count) => sum + count, 0);
  const sums = new Map(known.map((place) => [place, total(place)]));
  return known.sort((a, b) => sums.get(a)! - sums.get(b)! || a - b);
}

function vectorOf(history: History, place: number): Vector {
  const { vector, client } = history[place]!;
  if (vector === undefined) throw new HistoryError(place, 'it has no version vector, which fork-consistency needs');
  const bad = Object.entries(vector).find(([, count]) => !Number.isInteger(count) || count < 0);
  if (bad !== undefined) throw new HistoryError(place, `its version vector counts ${bad[1]} operations of ${bad[0]}`);
  if (!((vector[String(client)] ?? 0) > 0)) {
    throw new HistoryError(place, `its version vector does not count the operation itself (client ${client})`);
  }
  return vector;
}

/** The same text for the same vector, whatever the order of its clients; empty for one that counts nothing. */
function textOf(vector: Vector): string {
  const counted = Object.entries(vector).filter(([, count]) => count > 0);
  return counted
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => JSON.stringify(pair))
    .join('');
}

function isAtMost(a: Vector, b: Vector): boolean {
  return Object.entries(a).every(([client, count]) => count <= (b[client] ?? 0));
}

function told(history: History, place: number): string {
  return `${describeOperation(history[place]!)} ${JSON.stringify(history[place]!.vector)}`;
}

/** An operation whose vector follows none: it has seen two operations of different lines, or one that nobody made. */
function joined(history: History, place: number, places: readonly number[]): Illegal {
  const vector = vectorOf(history, place);
  const own = String(history[place]!.client);
  const seen = places.filter((other) => {
    const client = String(history[other]!.client);
    const count = (vector[client] ?? 0) - (client === own ? 1 : 0);
    return other !== place && vectorOf(history, other)[client] === count;
  });
  const isAbove = (a: number, b: number) => isAtMost(vectorOf(history, b), vectorOf(history, a));
  const newer = seen.find((other) => !isAbove(place, other));
  if (newer !== undefined) {
    const reason = `${told(history, place)} has seen ${told(history, newer)}, but not all that this one had seen: two lines were joined`;
    return illegal('fork-join', reason, [newer, place]);
  }
  for (const first of seen) {
    const second = seen.find((other) => !isAbove(first, other) && !isAbove(other, first));
    if (second === undefined) continue;
    const reason = `${told(history, place)} has seen ${told(history, first)} and ${told(history, second)}, neither of which had seen the other: two lines were joined`;
    return illegal('fork-join', reason, [first, second, place]);
  }
  const reason = `${told(history, place)} follows no operation of the history: some of what it counts was forged or left out`;
  return illegal('forged', reason, [place]);
}

function illegal(anomaly: string, reason: string, culprits: readonly number[]): Illegal {
  return { outcome: 'illegal', anomaly, reason, culprits, witness: culprits };
}

/** A client's own operations lie on one line, each behind the one before. */
function ownOperations(history: History, before: ReadonlyMap<number, number | undefined>): Illegal | undefined {
  for (const places of sessionsOf(history).values()) {
    const own = places.filter((place) => before.has(place) && isCompleted(history[place]!));
    for (const [at, place] of own.entries()) {
      const last = own[at - 1];
      if (last === undefined) continue;
      const isNew = textOf(vectorOf(history, last)) !== textOf(vectorOf(history, place));
      if (isNew && isAtMost(vectorOf(history, last), vectorOf(history, place))) continue;
      const reason = `${told(history, place)} does not follow the client’s last operation, ${told(history, last)}: it was shown an older state`;
      return illegal('rollback', reason, [last, place]);
    }
  }
  return undefined;
}

/** Along every line, reads show the last write. */
function readsAlong(
  history: History,
  places: readonly number[],
  before: ReadonlyMap<number, number | undefined>,
): Illegal | undefined {
  const lastWrite = (from: number | undefined, key: string): { place: number; value: Value } | undefined => {
    for (let place = from; place !== undefined; place = before.get(place)) {
      const write = history[place]!.accesses.findLast((access) => access.op === 'write' && access.key === key);
      if (write !== undefined) return { place, value: write.value as Value };
    }
    return undefined;
  };
  for (const place of places) {
    const own = new Map<string, Value>();
    for (const access of history[place]!.accesses) {
      if (access.op === 'write') own.set(access.key, access.value);
      if (access.op !== 'read' || access.value === undefined) continue;
      const write = lastWrite(before.get(place), access.key);
      const expected = own.get(access.key) ?? write?.value ?? null;
      if (expected === access.value) continue;
      const reason = `${told(history, place)} should have read ${access.key} = ${describeValue(expected)}, the last write of its line`;
      return illegal('stale-read', reason, write === undefined ? [place] : [write.place, place]);
    }
  }
  return undefined;
}

function summary(
  history: History,
  places: readonly number[],
  before: ReadonlyMap<number, number | undefined>,
): Verdict {
  const followed = new Set(before.values());
  const ends = places.filter((place) => !followed.has(place));
  if (ends.length <= 1) return { outcome: 'ok', order: places };
  const lines = ends.map((place) => describeOperation(history[place]!)).join('; ');
  return { outcome: 'ok', note: `the server has forked its clients: ${ends.length} lines, which end in ${lines}` };
}
