import { type PartitionHistory, subPartition } from './partition.ts';

/** The partition as it was known after the first `length` events of its timeline: what had not returned is pending. */
export function prefixOf<Input, Output>(
  partition: PartitionHistory<Input, Output>,
  events: Int32Array,
  length: number,
): PartitionHistory<Input, Output> {
  const returned = new Set<number>();
  let called = 0;
  for (let at = 0; at < length; at++) {
    if ((events[at]! & 1) === 1) returned.add(events[at]! >> 1);
    else called++;
  }
  // Operations are numbered by call time, so those called by now are the first ones.
  const prefix = subPartition(partition, Array(called).keys());
  const returnAt = prefix.returnAt.map((at, operation) => (returned.has(operation) ? at : Number.POSITIVE_INFINITY));
  return { ...prefix, returnAt };
}
