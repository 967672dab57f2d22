import type { Automaton } from '../automaton/automaton.ts';
import type { PartitionHistory } from '../history/partition.ts';

/**
 * The pending operations of a partition, which may take effect or not.
 *
 * Of pending operations of one class, those called earlier are used first. That loses nothing: any order that uses a
 * later one without an earlier one stays legal when the two change places.
 */
export class CrashedOperations {
  /** Position among the crashed operations, or -1. */
  readonly placeOf: Int32Array;
  /** The crashed operation at each place. */
  readonly operations: Int32Array;
  /** The place of the previous crashed operation of the same class, or -1. */
  readonly previousAlike: Int32Array;

  constructor(partition: PartitionHistory<unknown, unknown>, automaton: Automaton) {
    const { returnAt } = partition;
    this.placeOf = new Int32Array(returnAt.length).fill(-1);
    const found: number[] = [];
    const previous: number[] = [];
    const lastOfClass = new Map<number, number>();
    for (let operation = 0; operation < returnAt.length; operation++) {
      if (returnAt[operation] !== Number.POSITIVE_INFINITY) continue;
      const kind = automaton.classOf[operation]!;
      previous.push(lastOfClass.get(kind) ?? -1);
      lastOfClass.set(kind, found.length);
      this.placeOf[operation] = found.length;
      found.push(operation);
    }
    this.operations = Int32Array.from(found);
    this.previousAlike = Int32Array.from(previous);
  }
}
