import type { KvOperation } from '../../checker/kv-history.ts';

/**
 * A get missed something that an operation before it had written or seen. Has it gone for good, or was the get stale?
 *
 * @param culprits places in the history, the get that missed something last.
 * @returns undefined when no later get could tell.
 */
export function isLostForGood(operations: readonly KvOperation[], culprits: readonly number[]): boolean | undefined {
  const missing = operations[culprits.at(-1) ?? -1];
  if (missing?.input.op !== 'get' || missing.returnAt === undefined) return undefined;
  const { key } = missing.input;
  const ofKey = operations.filter(({ input }) => input.key === key);
  const missed = culprits.slice(0, -1).map((place) => operations[place] as KvOperation);
  const evidence = missed.filter(
    (operation) =>
      operation.returnAt !== undefined && operation.returnAt < missing.callAt && !shows(missing, operation),
  );
  // From the next put on, the value says nothing about what was there before.
  const nextPut = Math.min(
    ...ofKey.filter((o) => o.input.op === 'put' && o.callAt > missing.callAt).map((o) => o.callAt),
  );
  const later = ofKey.filter(
    ({ input, callAt, returnAt = Number.POSITIVE_INFINITY }) =>
      input.op === 'get' && callAt > (missing.returnAt as number) && returnAt < nextPut,
  );
  if (evidence.length === 0 || later.length === 0) return undefined;
  return !later.some((get) => evidence.every((operation) => shows(get, operation)));
}

/**
 * Two gets of one value disagree. Was the earlier one right, and what it showed is gone since then?
 *
 * @param culprits places in the history, the two gets last.
 */
export function isLostBetween(operations: readonly KvOperation[], culprits: readonly number[]): boolean {
  const at = (place: number) => operations[place] as KvOperation;
  const [earlier, later] = culprits.slice(-2).sort((a, b) => at(a).callAt - at(b).callAt);
  if (earlier === undefined || later === undefined) return false;
  const isOneAfterTheOther = (at(earlier).returnAt ?? Number.POSITIVE_INFINITY) < at(later).callAt;
  return isOneAfterTheOther && (isLostForGood(operations, [earlier, later]) ?? true);
}

function shows({ output = '' }: KvOperation, { input, output: seen = '' }: KvOperation): boolean {
  return input.op === 'get' ? output.startsWith(seen) : output.includes(input.value);
}
