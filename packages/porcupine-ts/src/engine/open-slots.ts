import type { PartitionHistory } from '../history/partition.ts';

/**
 * A bit position for every completed operation while it is open, reused after its return; the number of positions is
 * the greatest concurrency.
 */
export class OpenSlots {
  readonly slotOf: Int32Array;
  readonly count: number;

  constructor(partition: PartitionHistory<unknown, unknown>, events: Int32Array) {
    this.slotOf = new Int32Array(partition.callAt.length).fill(-1);
    const free: number[] = [];
    let count = 0;
    for (const event of events) {
      const operation = event >> 1;
      if ((event & 1) === 1) free.push(this.slotOf[operation]!);
      else if (partition.returnAt[operation] !== Number.POSITIVE_INFINITY) {
        this.slotOf[operation] = free.pop() ?? count++;
      }
    }
    this.count = count;
  }
}
