import { compileModel } from '../automaton/compile-model.ts';
import { Budget } from '../check/budget.ts';
import { automatonOf } from '../check/decide-partition.ts';
import { JustInTimeSearch } from '../engine/just-in-time-search.ts';
import { type PartitionHistory, withoutPendingReads } from '../history/partition.ts';
import { prefixOf } from '../history/prefix.ts';
import { timeline } from '../history/timeline.ts';
import type { Model } from '../models/model.ts';
import type { SurvivingState } from '../verdict/verdict.ts';

/** Transitions for finding the surviving states with the model's own states, and with a smaller automaton. */
const OWN_STATES_STEPS_MAX = 50_000;
const FEWER_STATES_STEPS_MAX = 400_000;
const BYTES_MAX = 2 ** 28;
const SURVIVORS_MAX = 12;

/** The first event that no order explains, in the partition's numbering. */
export interface FirstIllegal {
  readonly operation: number;
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
  const length = shortestIllegalPrefix(model, partition, events);
  const prefix = length === undefined ? partition : prefixOf(partition, events, length);
  const bySearch =
    search(model, prefix, 'own') ??
    (model.fastPath?.compile === undefined ? undefined : search(model, prefix, 'fewer'));
  if (bySearch !== undefined || length === undefined) return bySearch;
  return { operation: events[length - 1]! >> 1, survivors: undefined };
}

/** By bisection with the direct test: a longer beginning of an illegal one is illegal. */
function shortestIllegalPrefix<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  events: Int32Array,
): number | undefined {
  const decide = model.fastPath?.decide;
  if (decide === undefined) return undefined;
  let legal = 0;
  let illegal = events.length;
  while (illegal - legal > 1) {
    const middle = (legal + illegal) >> 1;
    const decision = decide(withoutPendingReads(model, prefixOf(partition, events, middle)));
    if (decision === undefined) return undefined;
    if (decision.legal) legal = middle;
    else illegal = middle;
  }
  return illegal;
}

function search<State, Input, Output>(
  model: Model<State, Input, Output>,
  whole: PartitionHistory<Input, Output>,
  states: 'own' | 'fewer',
): FirstIllegal | undefined {
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
