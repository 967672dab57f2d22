import type { PartitionHistory } from './partition.ts';

/**
 * The calls and returns of a partition in time order, as `2 * operation` for a call and `2 * operation + 1` for a
 * return. At equal times calls come first: intervals are closed. Pending operations have no return.
 */
export function timeline(partition: PartitionHistory<unknown, unknown>): Int32Array {
  const { callAt, returnAt } = partition;
  const count = callAt.length;
  const returns: number[] = [];
  for (let operation = 0; operation < count; operation++) {
    if (returnAt[operation] !== Number.POSITIVE_INFINITY) returns.push(operation);
  }
  returns.sort((a, b) => returnAt[a]! - returnAt[b]! || a - b);
  const events = new Int32Array(count + returns.length);
  let nextCall = 0;
  let nextReturn = 0;
  for (let i = 0; i < events.length; i++) {
    const returned = returns[nextReturn];
    if (nextCall < count && (returned === undefined || callAt[nextCall]! <= returnAt[returned]!)) {
      events[i] = 2 * nextCall++;
    } else {
      events[i] = 2 * returned! + 1;
      nextReturn++;
    }
  }
  return events;
}
