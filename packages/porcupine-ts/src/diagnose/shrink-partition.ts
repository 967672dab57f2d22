import { type PartitionHistory, subPartition } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Outcome } from '../verdict/verdict.ts';
import { outcomeOf } from './legality.ts';
import { Supporters } from './supporters.ts';

/** Spent on shrinking one partition; the smallest illegal part so far is the result when it is used up. */
const ALLOWANCE = 4_000_000;

/**
 * Few operations of an illegal partition that are illegal by themselves, in call order.
 *
 * First operations are left out in halves, quarters and so on, never without what depends on them: whatever is then
 * illegal proves the whole illegal. Then one by one, as long as every output that its supporters alone can explain
 * still has enough of them: a witness does not show a read of a value whose only write was left out.
 *
 * @param start places that may already be enough, for a head start
 * @param within places to choose from, illegal by themselves; default all
 * @see Zeller & Hildebrandt 2002, "Simplifying and isolating failure-inducing input"
 */
export function shrinkPartition<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  start?: readonly number[],
  within?: readonly number[],
): number[] {
  const supporters = new Supporters(model, partition);
  const allowance = { left: ALLOWANCE };
  const outcome = (places: readonly number[]): Outcome => outcomeOf(model, subPartition(partition, places), allowance);

  const all = Array.from(partition.members.keys());
  const headStart = start === undefined ? all : supporters.close(start, all);
  let kept = all;
  for (const candidate of [headStart, within]) {
    if (candidate !== undefined && candidate.length < kept.length && outcome(candidate) === 'illegal')
      kept = [...candidate];
  }
  kept = halve(kept, (rest) => {
    const closed = supporters.close(rest, kept);
    return closed.length > 0 && closed.length < kept.length && outcome(closed) === 'illegal'
      ? (kept = closed)
      : undefined;
  });
  for (const place of kept.toReversed()) {
    const rest = kept.filter((other) => other !== place);
    const dependents = rest.filter((other) => supporters.of(other).includes(place));
    const isMissed = dependents.some((dependent) => {
      const explainedBy = (places: readonly number[]): Outcome =>
        outcome(places.filter((other) => other === dependent || supporters.of(dependent).includes(other)));
      return explainedBy(kept) !== 'ok' || explainedBy(rest) !== 'ok';
    });
    if (!isMissed && outcome(rest) === 'illegal') kept = rest;
  }
  return kept;
}

/** Leaves out runs of halving length; `shrink` answers what is kept instead, or undefined to keep all. */
function halve(places: number[], shrink: (rest: readonly number[]) => number[] | undefined): number[] {
  let kept = places;
  for (let chunk = Math.ceil(kept.length / 2); chunk >= 1; ) {
    let hasShrunk = false;
    for (let from = kept.length - chunk; from > -chunk && kept.length > 1; from -= chunk) {
      const smaller = shrink(kept.filter((_, at) => at < from || at >= from + chunk));
      if (smaller === undefined) continue;
      kept = smaller;
      hasShrunk = true;
      from = Math.min(from, kept.length);
    }
    if (hasShrunk) chunk = Math.min(chunk, Math.ceil(kept.length / 2));
    else chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2);
  }
  return kept;
}
