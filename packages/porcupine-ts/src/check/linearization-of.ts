import type { Operation } from '../history/operation.ts';
import { expectVerdictOf } from '../verdict/expect-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';

/**
 * One order of all operations that explains the history: the certificate of an `ok` verdict, which
 * `validateLinearization` replays. Undefined for other verdicts.
 *
 * The orders of the partitions are merged by the time at which each operation may have taken effect, the latest call up
 * to it, so that the whole respects real time as each part does (linearizability is local).
 *
 * @see Herlihy & Wing 1990, §3.1, Theorem 1
 */
export function linearizationOf(
  verdict: Verdict,
  operations: readonly Operation<unknown, unknown>[],
): Int32Array | undefined {
  expectVerdictOf(operations, verdict);
  if (verdict.outcome !== 'ok') return undefined;
  const lanes = verdict.partitions.map(({ linearization }) => linearization ?? new Int32Array(0));
  if (lanes.length === 1) return lanes[0];
  const order = new Int32Array(lanes.reduce((sum, lane) => sum + lane.length, 0));
  const next = new Int32Array(lanes.length);
  const points = Float64Array.from(lanes, (lane) => pointOf(operations, lane, 0, Number.NEGATIVE_INFINITY));
  const heap = new LaneHeap(points);
  for (let i = 0; i < order.length; i++) {
    const lane = heap.least();
    const at = next[lane]!++;
    order[i] = lanes[lane]![at]!;
    points[lane] = pointOf(operations, lanes[lane]!, at + 1, points[lane]!);
    heap.sink();
  }
  return order;
}

function pointOf(
  operations: readonly Operation<unknown, unknown>[],
  lane: Int32Array,
  at: number,
  before: number,
): number {
  return at < lane.length ? Math.max(before, operations[lane[at]!]!.callAt) : Number.POSITIVE_INFINITY;
}

/** The lane with the least point, the lower lane number at equal points. */
class LaneHeap {
  readonly #points: Float64Array;
  readonly #heap: Int32Array;

  constructor(points: Float64Array) {
    this.#points = points;
    this.#heap = Int32Array.from(points.keys()).sort((a, b) => (this.#isBefore(a, b) ? -1 : 1));
  }

  least(): number {
    return this.#heap[0]!;
  }

  /** Puts the least lane back in its place after its point grew. */
  sink(): void {
    const heap = this.#heap;
    const lane = heap[0]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#isBefore(heap[child]!, lane)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = lane;
  }

  #isBefore(a: number, b: number): boolean {
    return this.#points[a]! < this.#points[b]! || (this.#points[a] === this.#points[b] && a < b);
  }
}
