import { type Access, type History, HistoryError, type Value } from '../history.ts';

export const NONE = -1;

/** Written by several operations: which of them a read saw cannot be told. */
export const AMBIGUOUS = -2;

/**
 * The versions of all keys: what writes and appends make. Versions 0 to `keys.length - 1` are the keys before any write.
 */
export interface Versions {
  readonly keys: readonly string[];
  readonly keyIds: ReadonlyMap<string, number>;
  /** By key. */
  readonly isList: readonly boolean[];
  /** By key: the version that writes or appends a value. */
  readonly idOf: readonly ReadonlyMap<Value, number>[];
  readonly keyOf: readonly number[];
  readonly valueAt: readonly Value[];
  /** By version: the place of the operation that makes it, {@link NONE} or {@link AMBIGUOUS}. */
  readonly writerOf: readonly number[];
  /** By version: the operation replaces it itself. */
  readonly isIntermediate: readonly boolean[];
  /** Appends that two operations have in common, if any: two places. */
  readonly commonAppend: readonly [number, number] | undefined;
}

/** @throws HistoryError for a key that is used both as a register and as a list. */
export function versionsOf(history: History): Versions {
  const { keys, keyIds, isList } = keysOf(history);
  const idOf = keys.map(() => new Map<Value, number>());
  const keyOf = keys.map((_, key) => key);
  const valueAt: Value[] = keys.map(() => null);
  const writerOf = keys.map(() => NONE);
  const isIntermediate = keys.map(() => false);
  let commonAppend: [number, number] | undefined;
  for (const [key, ids] of idOf.entries()) if (!isList[key]) ids.set(null, key);

  const make = (place: number, key: number, value: Value, intermediate: boolean): void => {
    const known = idOf[key]!.get(value);
    if (known === undefined) {
      idOf[key]!.set(value, writerOf.length);
      keyOf.push(key);
      valueAt.push(value);
      writerOf.push(place);
      isIntermediate.push(intermediate);
      return;
    }
    const writer = writerOf[known]!;
    const isAborted = (other: number) => other >= 0 && history[other]!.aborted === true;
    if (isAborted(place) || intermediate) return;
    if (isIntermediate[known] || isAborted(writer)) {
      writerOf[known] = place;
      isIntermediate[known] = false;
      return;
    }
    if (isList[key]) commonAppend ??= [writer, place];
    writerOf[known] = AMBIGUOUS;
  };

  for (const [place, { accesses }] of history.entries()) {
    for (const [at, access] of accesses.entries()) {
      if (access.op === 'read') continue;
      make(place, keyIds.get(access.key)!, access.value, isReplacedLater(accesses, at, access.key));
    }
  }
  return { keys, keyIds, isList, idOf, keyOf, valueAt, writerOf, isIntermediate, commonAppend };
}

function isReplacedLater(accesses: readonly Access[], at: number, key: string): boolean {
  for (let later = at + 1; later < accesses.length; later++) {
    const { op, key: other } = accesses[later]!;
    if (op !== 'read' && other === key) return true;
  }
  return false;
}

function keysOf(history: History): { keys: string[]; keyIds: Map<string, number>; isList: boolean[] } {
  const keyIds = new Map<string, number>();
  const keys: string[] = [];
  const kinds: (boolean | undefined)[] = [];
  for (const [place, { accesses }] of history.entries()) {
    for (const access of accesses) {
      let key = keyIds.get(access.key);
      if (key === undefined) {
        key = keys.push(access.key) - 1;
        keyIds.set(access.key, key);
        kinds.push(undefined);
      }
      const list = isListAccess(access);
      if (list !== undefined && kinds[key] !== undefined && kinds[key] !== list) {
        throw new HistoryError(place, `it uses ${access.key} both as a list and as a register`);
      }
      kinds[key] ??= list;
    }
  }
  return { keys, keyIds, isList: kinds.map((list) => list === true) };
}

function isListAccess(access: Access): boolean | undefined {
  if (access.op === 'append') return true;
  if (access.op === 'write') return false;
  return access.value === undefined ? undefined : Array.isArray(access.value);
}
