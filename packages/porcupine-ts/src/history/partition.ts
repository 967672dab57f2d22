import type { DirectTest } from '../automaton/automaton.ts';
import type { Model } from '../models/model.ts';
import { HistoryError, type Operation } from './operation.ts';
import { readTimes, type Times } from './read-times.ts';

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
 * @throws HistoryError for times, inputs or partitions that make no sense
 */
export function splitHistory<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): PartitionHistory<Input, Output>[] {
  const times = readTimes(operations);
  if (model.partition !== undefined) {
    const groups = model.partition(operations);
    expectPartition(groups, operations.length);
    operations.forEach((operation, index) => void expectInput(model, operation, index));
    return groups.map((group, place) =>
      column(operations, inCallOrder(times, Int32Array.from(group)), times, `${place}`),
    );
  }
  const order = inCallOrder(times, ascending(operations.length));
  if (model.partitionKey === undefined) {
    for (const index of order) expectInput(model, operations[index]!, index);
    return [column(operations, order, times, '')];
  }
  const placeOf = new Map<string | number, number>();
  const sizes: number[] = [];
  const placeOfOperation = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const operation = operations[order[i]!]!;
    expectInput(model, operation, order[i]!);
    const key = model.partitionKey(operation.input);
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

function expectInput<State, Input, Output>(
  model: Model<State, Input, Output>,
  { input, output }: Operation<Input, Output>,
  index: number,
): void {
  const problem = model.problemWith?.(input, output);
  if (problem !== undefined) throw new HistoryError(`operation ${index}: ${problem}`, index);
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

/** @throws HistoryError unless every operation is in exactly one group */
function expectPartition(groups: readonly (readonly number[])[], count: number): void {
  const groupOf = new Int32Array(count).fill(-1);
  groups.forEach((group, place) => {
    for (const index of group) {
      if (groupOf[index] === undefined) throw new HistoryError(`partition: there is no operation ${index}`, index);
      if (groupOf[index] >= 0) throw new HistoryError(`partition: operation ${index} is in two places`, index);
      groupOf[index] = place;
    }
  });
  const missing = groupOf.indexOf(-1);
  if (missing >= 0) throw new HistoryError(`partition: operation ${missing} is in no group`, missing);
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
