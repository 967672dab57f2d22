import { compileModel } from '../automaton/compile-model.ts';
import { Budget } from '../check/budget.ts';
import { automatonOf } from '../check/decide-partition.ts';
import { decideDirectly } from '../direct/decide-directly.ts';
import { JustInTimeSearch } from '../engine/just-in-time-search.ts';
import { type PartitionHistory, withoutPendingReads } from '../history/partition.ts';
import { prefixOf } from '../history/prefix.ts';
import { timeline } from '../history/timeline.ts';
import type { Model } from '../models/model.ts';
import type { Finding } from '../verdict/finding.ts';
import type { SurvivingState } from '../verdict/verdict.ts';
import { renumbered } from './renumbered.ts';

/** Transitions for finding the surviving states with the model's own states, and with a smaller automaton. */
const OWN_STATES_STEPS_MAX = 50_000;
const FEWER_STATES_STEPS_MAX = 400_000;
const BYTES_MAX = 2 ** 28;
const SURVIVORS_MAX = 12;

/** The first event that no order explains, in the partition's numbering. */
export interface FirstIllegal {
  readonly operation: number;
  /** What the direct test finds wrong with the history up to and including that event. */
  readonly finding: Finding | undefined;
  readonly survivors: readonly SurvivingState[] | undefined;
}

/**
 * Finds the event that ends the longest legal beginning of an illegal partition, and the states that the object could
 * have been in just before it. Undefined when the budget for it is not enough.
 */
export function firstIllegalEvent<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
): FirstIllegal | undefined {
  const events = timeline(partition);
  const shortest = shortestIllegalPrefix(model, partition, events);
  const prefix = shortest === undefined ? partition : prefixOf(partition, events, shortest.length);
  const bySearch =
    search(model, prefix, 'own') ??
    (model.fastPath?.compile === undefined ? undefined : search(model, prefix, 'fewer'));
  if (shortest === undefined) return bySearch && { ...bySearch, finding: undefined };
  // A prefix has the numbering of the whole, since operations are numbered by call time.
  const operation = events[shortest.length - 1]! >> 1;
  return { operation, survivors: bySearch?.survivors, finding: shortest.finding };
}

/** By bisection with the direct test: a longer beginning of an illegal one is illegal. */
function shortestIllegalPrefix<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  events: Int32Array,
): { readonly length: number; readonly finding: Finding | undefined } | undefined {
  if (model.fastPath?.directTest === undefined) return undefined;
  let legal = 0;
  let shortest: { length: number; finding: Finding | undefined } = { length: events.length, finding: undefined };
  while (shortest.length - legal > 1) {
    const length = (legal + shortest.length) >> 1;
    const prefix = prefixOf(partition, events, length);
    const decision = decideDirectly(model, prefix);
    if (decision === undefined) return undefined;
    if (decision.legal) legal = length;
    else shortest = { length, finding: renumbered(decision.finding, prefix, partition) };
  }
  return shortest;
}

function search<State, Input, Output>(
  model: Model<State, Input, Output>,
  whole: PartitionHistory<Input, Output>,
  states: 'own' | 'fewer',
): Omit<FirstIllegal, 'finding'> | undefined {
  const steps = states === 'own' ? OWN_STATES_STEPS_MAX : FEWER_STATES_STEPS_MAX;
  const partition = withoutPendingReads(model, whole);
  const budget = new Budget({ maxMemoryBytes: BYTES_MAX });
  const automaton =
    states === 'fewer'
      ? automatonOf(model, partition, budget)
      : compileModel(model, partition, { shouldStop: () => false });
  const justInTime = new JustInTimeSearch(partition, automaton, budget);
  if (justInTime.advance(steps) !== 'illegal') return undefined;
  const culprit = justInTime.illegalEvent >> 1;
  const placeIn = (operation: number): number => whole.members.indexOf(partition.members[operation]!);
  const survivors = justInTime.survivors(SURVIVORS_MAX).map(({ state, applied }) => ({
    state: automaton.describeState(state),
    applied: applied.map((operation) => partition.members[operation]!),
    because: automaton.reason(state, culprit),
  }));
  return { operation: placeIn(culprit), survivors };
}
