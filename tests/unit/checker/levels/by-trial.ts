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
