import { HistoryError, type Operation } from './operation.ts';

export interface Times {
  readonly callAt: Float64Array;
  /** Infinity for a pending operation. */
  readonly returnAt: Float64Array;
}

/**
 * Copies all times in one pass over the history.
 *
 * @throws HistoryError for what is no operation, a time that is no finite number, or a return before its call
 */
export function readTimes(operations: readonly Operation<unknown, unknown>[]): Times {
  if (!Array.isArray(operations)) throw new TypeError(`the history is ${shown(operations)}; expected a list`);
  const callAt = new Float64Array(operations.length);
  const returnAt = new Float64Array(operations.length);
  for (let index = 0; index < operations.length; index++) {
    const operation = operations[index];
    if (operation === undefined || operation === null || typeof operation !== 'object')
      throw new HistoryError(
        `operation ${index} is ${shown(operation)}; expected { clientId, input, callAt, … }`,
        index,
      );
    const { callAt: called, returnAt: returned } = operation;
    if (typeof called !== 'number' || called - called !== 0)
      throw new HistoryError(`operation ${index}: callAt is ${shown(called)}; expected a finite number`, index);
    callAt[index] = called;
    if (returned === undefined) {
      returnAt[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    if (typeof returned !== 'number' || returned - returned !== 0) {
      const message = `operation ${index}: returnAt is ${shown(returned)}; leave it out when it is pending`;
      throw new HistoryError(message, index);
    }
    if (returned < called)
      throw new HistoryError(`operation ${index}: returns at ${returned}, before its call at ${called}`, index);
    returnAt[index] = returned;
  }
  return { callAt, returnAt };
}

/** A value of any kind in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'object' && value !== null ? (JSON.stringify(value) ?? 'an object') : String(value);
}
