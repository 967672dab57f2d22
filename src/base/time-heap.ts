const INITIAL_CAPACITY = 1024;

/**
 * A binary heap of items ordered by time, then by insertion: the order in which a simulation must handle them.
 *
 * The keys live in typed arrays of their own, because comparing them is all that a heap does.
 */
export class TimeHeap<T> {
  #times = new Float64Array(INITIAL_CAPACITY);
  #sequences = new Float64Array(INITIAL_CAPACITY);
  #items: T[] = [];
  #size = 0;
  #nextSequence = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the earliest item; Infinity when there is none. */
  get earliest(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  push(time: number, item: T): void {
    if (this.#size === this.#times.length) this.#grow();
    const sequence = this.#nextSequence++;
    const times = this.#times;
    const sequences = this.#sequences;
    const items = this.#items;
    let hole = this.#size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // A new item has the greatest sequence: it moves up only past strictly later times.
      if ((times[parent] as number) <= time) break;
      times[hole] = times[parent] as number;
      sequences[hole] = sequences[parent] as number;
      items[hole] = items[parent] as T;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    items[hole] = item;
  }

  /** Removes and returns the earliest item. */
  pop(): T | undefined {
    if (this.#size === 0) return undefined;
    const times = this.#times;
    const sequences = this.#sequences;
    const items = this.#items;
    const top = items[0];
    const last = --this.#size;
    const time = times[last] as number;
    const sequence = sequences[last] as number;
    const item = items.pop() as T;
    if (last === 0) return top;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const right = child + 1;
      if (right < last && this.#isBefore(right, times[child] as number, sequences[child] as number)) child = right;
      if (!this.#isBefore(child, time, sequence)) break;
      times[hole] = times[child] as number;
      sequences[hole] = sequences[child] as number;
      items[hole] = items[child] as T;
      hole = child;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    items[hole] = item;
    return top;
  }

  #isBefore(slot: number, time: number, sequence: number): boolean {
    const slotTime = this.#times[slot] as number;
    return slotTime < time || (slotTime === time && (this.#sequences[slot] as number) < sequence);
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const sequences = new Float64Array(times.length);
    times.set(this.#times);
    sequences.set(this.#sequences);
    this.#times = times;
    this.#sequences = sequences;
  }
}
