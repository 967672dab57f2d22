import type { DirectTest } from '../automaton/automaton.ts';
import type { Model } from '../models/model.ts';
import { HistoryError, type Operation } from './operation.ts';

/** The operations of one partition as columns, in the order of their calls. */
export interface PartitionHistory<Input, Output> {
  /** The partition key as text; empty when the model has no partitions. */
  readonly key: string;
  /** The whole history; `operations[members[i]]` is the partition's operation i. */
  readonly operations: readonly Operation<Input, Output>[];
  readonly members: Int32Array;
  readonly callAt: Float64Array;
  /** Infinity for a pending operation. */
  readonly returnAt: Float64Array;
  /** The model's direct test, when it was told these operations while they were recorded. */
  readonly direct?: DirectTest<Input, Output> | undefined;
}

/**
 * Splits a history as the model says, partitions in the order of their first call.
 *
 * @throws HistoryError for a time that is not a finite number, or a return before its call
 */
export function splitHistory<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): PartitionHistory<Input, Output>[] {
  const times = readTimes(operations);
  if (model.partition !== undefined) {
    const groups = model.partition(operations);
    return groups.map((group, place) =>
      column(operations, inCallOrder(times, Int32Array.from(group)), times, `${place}`),
    );
  }
  const order = inCallOrder(times, ascending(operations.length));
  if (model.partitionKey === undefined) return [column(operations, order, times, '')];
  const placeOf = new Map<string | number, number>();
  const sizes: number[] = [];
  const placeOfOperation = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const key = model.partitionKey(operations[order[i]!]!.input);
    let place = placeOf.get(key);
    if (place === undefined) {
      place = placeOf.size;
      placeOf.set(key, place);
      sizes.push(0);
    }
    placeOfOperation[i] = place;
    sizes[place]!++;
  }
  const groups = sizes.map((size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < order.length; i++) {
    const place = placeOfOperation[i]!;
    groups[place]![sizes[place]!++] = order[i]!;
  }
  return [...placeOf.keys()].map((key, place) => column(operations, groups[place]!, times, String(key)));
}

/** The partition's operations at the given places, as a partition of its own. */
export function subPartition<Input, Output>(
  partition: PartitionHistory<Input, Output>,
  places: Iterable<number>,
): PartitionHistory<Input, Output> {
  const sorted = Int32Array.from(places).sort();
  return {
    key: partition.key,
    operations: partition.operations,
    members: sorted.map((place) => partition.members[place]!),
    callAt: Float64Array.from(sorted, (place) => partition.callAt[place]!),
    returnAt: Float64Array.from(sorted, (place) => partition.returnAt[place]!),
  };
}

/** A pending read explains nothing and constrains nothing: the partition without them. */
export function withoutPendingReads<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
): PartitionHistory<Input, Output> {
  const { members, operations, returnAt } = partition;
  const isIdle = (place: number): boolean =>
    returnAt[place] === Number.POSITIVE_INFINITY &&
    model.isReadOnly?.(operations[members[place]!]!.input, undefined) === true;
  let idle = 0;
  for (let place = 0; place < members.length; place++) if (isIdle(place)) idle++;
  if (idle === 0) return partition;
  return subPartition(
    partition,
    Array.from(members.keys()).filter((place) => !isIdle(place)),
  );
}

interface Times {
  readonly callAt: Float64Array;
  readonly returnAt: Float64Array;
}

/** Copies all times in one pass over the history, the only one that touches every operation object for them. */
function readTimes(operations: readonly Operation<unknown, unknown>[]): Times {
  const callAt = new Float64Array(operations.length);
  const returnAt = new Float64Array(operations.length);
  for (let index = 0; index < operations.length; index++) {
    const operation = operations[index]!;
    const called = operation.callAt;
    const returned = operation.returnAt;
    callAt[index] = called;
    returnAt[index] = returned === undefined ? Number.POSITIVE_INFINITY : returned;
    if (called - called === 0 && (returned === undefined || (returned >= called && returned - returned === 0)))
      continue;
    throw timeError(operation, index);
  }
  return { callAt, returnAt };
}

function timeError({ callAt, returnAt }: Operation<unknown, unknown>, index: number): HistoryError {
  if (!Number.isFinite(callAt)) return new HistoryError(`operation ${index}: callAt is ${callAt}`, index);
  if (!Number.isFinite(returnAt)) {
    return new HistoryError(`operation ${index}: returnAt is ${returnAt}; leave it out when it is pending`, index);
  }
  return new HistoryError(`operation ${index}: returns at ${returnAt}, before its call at ${callAt}`, index);
}

function ascending(count: number): Int32Array {
  const indexes = new Int32Array(count);
  for (let i = 0; i < count; i++) indexes[i] = i;
  return indexes;
}

function inCallOrder({ callAt }: Times, indexes: Int32Array): Int32Array {
  let sorted = true;
  for (let i = 1; sorted && i < indexes.length; i++) sorted = callAt[indexes[i - 1]!]! <= callAt[indexes[i]!]!;
  if (sorted) return indexes;
  const list = Array.from(indexes);
  list.sort((a, b) => callAt[a]! - callAt[b]! || a - b);
  return Int32Array.from(list);
}

function column<Input, Output>(
  operations: readonly Operation<Input, Output>[],
  members: Int32Array,
  times: Times,
  key: string,
): PartitionHistory<Input, Output> {
  const callAt = new Float64Array(members.length);
  const returnAt = new Float64Array(members.length);
  for (let i = 0; i < members.length; i++) {
    callAt[i] = times.callAt[members[i]!]!;
    returnAt[i] = times.returnAt[members[i]!]!;
  }
  return { key, operations, members, callAt, returnAt };
}
