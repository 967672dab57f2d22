import type { Access, ClientId, History, Operation, Value } from '../../../src/checker/history.ts';
import { LEVELS } from '../../../src/checker/registry.ts';
import type { Verdict } from '../../../src/checker/verdict.ts';

export function R(key: string, value: Value | readonly Value[]): Access {
  return { op: 'read', key, value };
}

export function W(key: string, value: Value): Access {
  return { op: 'write', key, value };
}

export function A(key: string, value: Value): Access {
  return { op: 'append', key, value };
}

/** An operation from its call to its return. */
export function op(client: ClientId, callAt: number, returnAt: number, ...accesses: Access[]): Operation {
  return { client, accesses, callAt, returnAt };
}

/** Operations of which each is done before the next one begins: client and access in turn. */
export function inTurn(...steps: [ClientId, ...Access[]][]): Operation[] {
  return steps.map(([client, ...accesses], at) => op(client, 2 * at, 2 * at + 1, ...accesses));
}

export function verdictOf(level: string, history: History): Verdict {
  const found = LEVELS.find(({ id }) => id === level);
  if (found === undefined) throw new Error(`no level ${level}`);
  return found.check(history);
}

/** `ok`, `illegal: G-single` … */
export function outcome(level: string, history: History): string {
  const verdict = verdictOf(level, history);
  return verdict.outcome === 'illegal' ? `illegal: ${verdict.anomaly}` : verdict.outcome;
}
