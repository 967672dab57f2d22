import { isUpdate, type Operation, type Value } from '../../../../src/checker/history.ts';

type Store = ReadonlyMap<string, Value | readonly Value[]>;

/** Which of two operations must come first; asked for completed ones and those that took effect. */
type Precedes = (before: Operation, after: Operation) => boolean;

export const byNothing: Precedes = () => false;

export const bySession: Precedes = (a, b) => a.client === b.client && a.returnAt !== undefined && a.callAt < b.callAt;

export const byRealTime: Precedes = (a, b) => a.returnAt !== undefined && a.returnAt < b.callAt;

export const byRealTimeOfUpdates: Precedes = (a, b) => isUpdate(a) && isUpdate(b) && byRealTime(a, b);

/** Tries every order of the completed operations and any of the pending ones. Client's calls are at distinct times. */
export function hasOrder(history: readonly Operation[], ...rules: Precedes[]): boolean {
  const candidates = history.filter(({ aborted }) => !aborted);
  const precedes = (a: Operation, b: Operation) => rules.some((rule) => rule(a, b));

  function tryFrom(left: readonly Operation[], store: Store): boolean {
    if (left.every(({ returnAt }) => returnAt === undefined)) return true;
    return left.some((operation) => {
      if (left.some((other) => other !== operation && precedes(other, operation) && other.returnAt !== undefined)) {
        return false;
      }
      const next = run(operation, store, store);
      return (
        next !== undefined &&
        tryFrom(
          left.filter((other) => other !== operation && !(other.returnAt === undefined && precedes(other, operation))),
          next,
        )
      );
    });
  }
  return tryFrom(candidates, new Map());
}

/** Tries every order of beginnings and commits in which operations that write one key do not overlap. */
export function hasSnapshots(history: readonly Operation[]): boolean {
  const candidates = history.filter(({ aborted }) => !aborted);

  function tryFrom(left: readonly Operation[], open: ReadonlyMap<Operation, Store>, store: Store): boolean {
    if (open.size === 0 && left.every(({ returnAt }) => returnAt === undefined)) return true;
    for (const operation of left) {
      if ([...open.keys()].some((other) => writes(other).some((key) => writes(operation).includes(key)))) continue;
      if (run(operation, store, store) === undefined) continue;
      const rest = left.filter((other) => other !== operation);
      if (tryFrom(rest, new Map([...open, [operation, store]]), store)) return true;
    }
    for (const [operation, snapshot] of open) {
      const rest = new Map([...open].filter(([other]) => other !== operation));
      if (tryFrom(left, rest, run(operation, snapshot, store) as Store)) return true;
    }
    return false;
  }
  return tryFrom(candidates, new Map(), new Map());
}

function writes({ accesses }: Operation): string[] {
  return accesses.filter(({ op }) => op !== 'read').map(({ key }) => key);
}

/** The store afterwards, or undefined when a read does not fit what it would see. */
function run({ accesses, returnAt }: Operation, snapshot: Store, store: Store): Store | undefined {
  const seen = new Map(snapshot);
  const result = new Map(store);
  for (const access of accesses) {
    const current = seen.get(access.key);
    if (access.op === 'read') {
      if (access.value === undefined || returnAt === undefined) continue;
      const expected = current ?? (Array.isArray(access.value) ? [] : null);
      if (JSON.stringify(expected) !== JSON.stringify(access.value)) return undefined;
      continue;
    }
    const next = access.op === 'write' ? access.value : [...((current as Value[] | undefined) ?? []), access.value];
    seen.set(access.key, next);
    result.set(access.key, next);
  }
  return result;
}

/** Registers only: every read shows null, what another operation left behind, or what its own had just written. */
export function readsAreWritten(history: readonly Operation[]): boolean {
  const left = new Set(history.filter(({ aborted }) => !aborted).flatMap((operation) => leftBehind(operation)));
  return completed(history).every((operation) => {
    const own = new Map<string, Value>();
    return operation.accesses.every(({ op, key, value }) => {
      if (op !== 'read') {
        own.set(key, value);
        return true;
      }
      if (own.has(key)) return own.get(key) === value;
      return value === null || (left.has(versionOf(key, value)) && !writesLater(operation, key, value));
    });
  });
}

/**
 * Does every completed operation's past, in some order that respects causes, explain what the operation read? With values
 * written once.
 *
 * @param convergent the order must be part of one for all.
 */
export function isCausal(history: readonly Operation[], convergent: boolean): boolean {
  const seen = new Set(
    completed(history).flatMap(({ accesses }) => accesses.map(({ key, value }) => versionOf(key, value))),
  );
  const effective = history.filter(
    (operation) =>
      !operation.aborted &&
      (operation.returnAt !== undefined || leftBehind(operation).some((version) => seen.has(version))),
  );
  const reads = (a: Operation, b: Operation) =>
    b.returnAt !== undefined && a !== b && externalReads(b).some((version) => leftBehind(a).includes(version));
  const past = closure(effective, (a, b) => bySession(a, b) || reads(a, b));
  if (effective.some((operation) => past.get(operation)?.has(operation))) return false;
  const explains = (order: readonly Operation[], operation: Operation) => {
    let store: Store = new Map();
    for (const other of order) if (past.get(operation)?.has(other)) store = applied(other, store);
    return run(operation, store, store) !== undefined;
  };
  const orders = extensions(effective, (a, b) => past.get(b)?.has(a) === true);
  if (convergent) return orders.some((order) => completed(effective).every((operation) => explains(order, operation)));
  return completed(effective).every((operation) => orders.some((order) => explains(order, operation)));
}

/** Is there an order of every register's values in which no client sees an older one where `newer` forbids it? */
export function hasVersionOrder(
  history: readonly Operation[],
  newer: (first: 'read' | 'write', second: 'read' | 'write') => boolean,
): boolean {
  const keys = [...new Set(history.flatMap(({ accesses }) => accesses.map(({ key }) => key)))];
  return keys.every((key) => {
    const values = [...new Set(completedOrSeen(history).flatMap((operation) => leftBehind(operation, key)))];
    return permutations(values).some((order) => {
      // What is not there is null, the oldest of all.
      const ageOf = (version: string) => order.indexOf(version);
      return pairsOfClients(history, key).every(([first, second]) => {
        if (!newer(first.kind, second.kind) || first.version === second.version) return true;
        return ageOf(first.version) < ageOf(second.version);
      });
    });
  });
}

interface Event {
  readonly kind: 'read' | 'write';
  readonly version: string;
}

function pairsOfClients(history: readonly Operation[], key: string): [Event, Event][] {
  const pairs: [Event, Event][] = [];
  for (const client of new Set(history.map((operation) => operation.client))) {
    const own = completed(history).filter((operation) => operation.client === client);
    const events = own.flatMap((operation): Event[] => [
      ...externalReads(operation, key).map((version) => ({ kind: 'read' as const, version })),
      ...leftBehind(operation, key).map((version) => ({ kind: 'write' as const, version })),
    ]);
    for (const [at, first] of events.entries()) for (const second of events.slice(at + 1)) pairs.push([first, second]);
  }
  return pairs;
}

function completed(history: readonly Operation[]): Operation[] {
  return history.filter(({ aborted, returnAt }) => !aborted && returnAt !== undefined);
}

function completedOrSeen(history: readonly Operation[]): Operation[] {
  return history.filter(({ aborted }) => !aborted);
}

function versionOf(key: string, value: unknown): string {
  return JSON.stringify([key, value]);
}

function leftBehind({ accesses }: Operation, only?: string): string[] {
  const last = new Map<string, unknown>();
  for (const { op, key, value } of accesses) if (op !== 'read') last.set(key, value);
  return [...last].filter(([key]) => only === undefined || key === only).map(([key, value]) => versionOf(key, value));
}

function externalReads({ accesses }: Operation, only?: string): string[] {
  const own = new Set<string>();
  return accesses.flatMap(({ op, key, value }) => {
    if (op !== 'read') own.add(key);
    return op === 'read' && !own.has(key) && (only === undefined || key === only) ? [versionOf(key, value)] : [];
  });
}

function writesLater({ accesses }: Operation, key: string, value: unknown): boolean {
  return accesses.some((access) => access.op === 'write' && access.key === key && access.value === value);
}

function applied(operation: Operation, store: Store): Store {
  const result = new Map(store);
  for (const access of operation.accesses) if (access.op === 'write') result.set(access.key, access.value);
  return result;
}

function closure(history: readonly Operation[], direct: Precedes): Map<Operation, Set<Operation>> {
  const past = new Map(history.map((b) => [b, new Set(history.filter((a) => direct(a, b)))]));
  for (const _ of history) {
    for (const before of past.values()) for (const a of [...before]) for (const b of past.get(a) ?? []) before.add(b);
  }
  return past;
}

function extensions(history: readonly Operation[], precedes: Precedes): Operation[][] {
  if (history.length === 0) return [[]];
  return history.flatMap((first) => {
    const rest = history.filter((other) => other !== first);
    if (rest.some((other) => precedes(other, first))) return [];
    return extensions(rest, precedes).map((order) => [first, ...order]);
  });
}

/** All orders. */
function permutations(values: readonly string[]): string[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((first) =>
    permutations(values.filter((other) => other !== first)).map((order) => [first, ...order]),
  );
}
