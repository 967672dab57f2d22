import { type PartitionHistory, subPartition } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import { outcomeOf } from './legality.ts';

/** Parts of a history checked while shrinking; the smallest illegal one so far is the result when they are used up. */
const QUESTIONS_MAX = 2_000;

/**
 * Few operations of an illegal partition that are illegal by themselves; leaving out any one of them, together with
 * what depends on it, makes the rest legal (as far as the budget goes).
 *
 * Operations are left out in halves, quarters and so on, and never without those that they support.
 *
 * @param start places that may already be enough, for a head start
 * @see Zeller & Hildebrandt 2002, "Simplifying and isolating failure-inducing input"
 */
export function shrinkPartition<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  start?: readonly number[],
): number[] {
  const supporters = new Supporters(model, partition);
  let questions = 0;
  const isIllegal = (places: readonly number[]): boolean =>
    questions++ < QUESTIONS_MAX && outcomeOf(model, subPartition(partition, places)) === 'illegal';

  const all = Array.from(partition.members.keys());
  const headStart = start === undefined ? all : supporters.close(start, all);
  let kept = headStart.length < all.length && isIllegal(headStart) ? headStart : all;
  for (let chunk = Math.ceil(kept.length / 2); chunk >= 1; ) {
    let hasShrunk = false;
    for (let from = kept.length - chunk; from > -chunk && kept.length > 1; from -= chunk) {
      const rest = kept.filter((_, at) => at < from || at >= from + chunk);
      const closed = supporters.close(rest, kept);
      if (closed.length === kept.length || closed.length === 0 || !isIllegal(closed)) continue;
      kept = closed;
      hasShrunk = true;
      from = Math.min(from, kept.length);
    }
    if (!hasShrunk) chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2);
    else chunk = Math.min(chunk, Math.ceil(kept.length / 2));
  }
  return kept;
}

/** Which operations every operation may owe its legality to. */
class Supporters<State, Input, Output> {
  readonly #model: Model<State, Input, Output>;
  readonly #partition: PartitionHistory<Input, Output>;
  readonly #known = new Map<number, readonly number[]>();

  constructor(model: Model<State, Input, Output>, partition: PartitionHistory<Input, Output>) {
    this.#model = model;
    this.#partition = partition;
  }

  /** The places with everything among `candidates` that they depend on, ascending. */
  close(places: readonly number[], candidates: readonly number[]): number[] {
    const closed = new Set(places);
    const isCandidate = new Set(candidates);
    for (const place of closed) {
      for (const supporter of this.#of(place)) if (isCandidate.has(supporter)) closed.add(supporter);
    }
    return [...closed].sort((a, b) => a - b);
  }

  #of(dependent: number): readonly number[] {
    const known = this.#known.get(dependent);
    if (known !== undefined) return known;
    const { supports } = this.#model;
    const { operations, members } = this.#partition;
    const found: number[] = [];
    for (let place = 0; supports !== undefined && place < members.length; place++) {
      if (place === dependent) continue;
      if (supports(operations[members[place]!]!, operations[members[dependent]!]!)) found.push(place);
    }
    this.#known.set(dependent, found);
    return found;
  }
}
