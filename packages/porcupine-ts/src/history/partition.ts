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
  checkTimes(operations);
  if (model.partition !== undefined) {
    const groups = model.partition(operations);
    return groups.map((group, place) =>
      column(operations, inCallOrder(operations, Int32Array.from(group)), `${place}`),
    );
  }
  const order = inCallOrder(
    operations,
    Int32Array.from(operations, (_, index) => index),
  );
  if (model.partitionKey === undefined) return [column(operations, order, '')];
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
  return [...placeOf.keys()].map((key, place) => column(operations, groups[place]!, String(key)));
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

function checkTimes(operations: readonly Operation<unknown, unknown>[]): void {
  for (let index = 0; index < operations.length; index++) {
    const { callAt, returnAt } = operations[index]!;
    if (!Number.isFinite(callAt)) throw new HistoryError(`operation ${index}: callAt is ${callAt}`, index);
    if (returnAt === undefined) continue;
    if (!Number.isFinite(returnAt)) {
      throw new HistoryError(`operation ${index}: returnAt is ${returnAt}; leave it out when it is pending`, index);
    }
    if (returnAt < callAt) {
      throw new HistoryError(`operation ${index}: returns at ${returnAt}, before its call at ${callAt}`, index);
    }
  }
}

function inCallOrder(operations: readonly Operation<unknown, unknown>[], indexes: Int32Array): Int32Array {
  let sorted = true;
  for (let i = 1; sorted && i < indexes.length; i++) {
    sorted = operations[indexes[i - 1]!]!.callAt <= operations[indexes[i]!]!.callAt;
  }
  if (sorted) return indexes;
  const list = Array.from(indexes);
  list.sort((a, b) => operations[a]!.callAt - operations[b]!.callAt || a - b);
  return Int32Array.from(list);
}

function column<Input, Output>(
  operations: readonly Operation<Input, Output>[],
  members: Int32Array,
  key: string,
): PartitionHistory<Input, Output> {
  const callAt = new Float64Array(members.length);
  const returnAt = new Float64Array(members.length);
  for (let i = 0; i < members.length; i++) {
    const operation = operations[members[i]!]!;
    callAt[i] = operation.callAt;
    returnAt[i] = operation.returnAt ?? Number.POSITIVE_INFINITY;
  }
  return { key, operations, members, callAt, returnAt };
}
