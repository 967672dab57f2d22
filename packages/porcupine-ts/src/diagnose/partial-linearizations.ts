import { Budget, type Budgets } from '../check/budget.ts';
import { automatonOf } from '../check/decide-partition.ts';
import { DepthFirstSearch } from '../engine/depth-first-search.ts';
import type { Operation } from '../history/operation.ts';
import { type PartitionHistory, splitHistory, withoutPendingReads } from '../history/partition.ts';
import type { Model } from '../models/model.ts';

const STEPS_MAX = 50_000;
/** Operations of dead ends written down per partition; later dead ends are not looked at. */
const WRITTEN_MAX = 3_000_000;

/** The legal beginnings that were found for one partition, as indexes into the history. */
export interface PartialLinearizations {
  readonly key: string;
  /** Longest first. */
  readonly orders: readonly (readonly number[])[];
  /** For an operation, the place in `orders` of the longest one that contains it. */
  readonly longestWith: ReadonlyMap<number, number>;
}

/**
 * How far the operations of each partition can be put into a legal order: for every operation the longest such
 * beginning that contains it, as far as a depth-first search of `maxSteps` transitions per partition (default 50,000)
 * gets. An operation in none of them was never legal where the search could place it.
 */
export function partialLinearizations<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  options: Budgets = {},
): PartialLinearizations[] {
  return splitHistory(model, operations).map((partition) => partialsOfPartition(model, partition, options));
}

/** `partialLinearizations` of one partition. */
export function partialsOfPartition<State, Input, Output>(
  model: Model<State, Input, Output>,
  whole: PartitionHistory<Input, Output>,
  options: Budgets,
): PartialLinearizations {
  const partition = withoutPendingReads(model, whole);
  const budget = new Budget(options);
  const longest = new LongestOrders(partition.members.length);
  const automaton = automatonOf(model, partition, budget);
  const search = new DepthFirstSearch(partition, automaton, budget, (order, length) => longest.offer(order, length));
  if (search.advance(Math.min(options.maxSteps ?? STEPS_MAX, budget.stepsLeft)) === 'ok') longest.take(search.order());
  const { orders, longestWith } = longest.result();
  return {
    key: partition.key,
    orders: orders.map((order) => Array.from(order, (place) => partition.members[place]!)),
    longestWith: new Map(longestWith.map(([place, order]) => [partition.members[place]!, order])),
  };
}

class LongestOrders {
  readonly #best: (Int32Array | undefined)[];
  #left = WRITTEN_MAX;

  constructor(count: number) {
    this.#best = new Array<Int32Array | undefined>(count).fill(undefined);
  }

  /** Looks at a dead end, unless too much was looked at already. */
  offer(order: () => Int32Array, length: number): void {
    this.#left -= length;
    if (this.#left >= 0) this.take(order());
  }

  take(order: Int32Array): void {
    for (const operation of order) {
      const best = this.#best[operation];
      if (best === undefined || best.length < order.length) this.#best[operation] = order;
    }
  }

  result(): { orders: Int32Array[]; longestWith: [number, number][] } {
    const distinct = new Set<Int32Array>();
    for (const order of this.#best) if (order !== undefined) distinct.add(order);
    const orders = [...distinct].sort((a, b) => b.length - a.length);
    const placeOf = new Map(orders.map((order, place) => [order, place]));
    const longestWith: [number, number][] = [];
    this.#best.forEach((order, operation) => {
      if (order !== undefined) longestWith.push([operation, placeOf.get(order)!]);
    });
    return { orders, longestWith };
  }
}
