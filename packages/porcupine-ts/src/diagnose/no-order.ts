import type { PartitionHistory } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Finding, Label, Rule } from '../verdict/finding.ts';
import type { SurvivingState } from '../verdict/verdict.ts';
import type { FirstIllegal } from './first-illegal-event.ts';

const STATES_NAMED_MAX = 4;

/** The reason of a partition that a search found illegal, from the first event without an explanation. */
export function noOrder<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  { operation, survivors }: FirstIllegal,
): Finding {
  const { rule, because } = classify(model, partition, operation);
  const states = survivors === undefined ? '' : `; just before it returned, ${statesNamed(survivors)}`;
  return {
    rule,
    culprits: [operation],
    sentence: (label) => `${label(operation)} ${because(label)}${states}`,
  };
}

function classify<State, Input, Output>(
  model: Model<State, Input, Output>,
  { operations, members, callAt, returnAt }: PartitionHistory<Input, Output>,
  culprit: number,
): { rule: Rule; because: (label: Label) => string } {
  const at = (place: number) => operations[members[place]!]!;
  const { input, output } = at(culprit);
  const noOrderFits = { rule: 'no-order' as const, because: () => 'fits in no order of the operations' };
  if (model.supports === undefined || model.isReadOnly?.(input, output) !== true) return noOrderFits;
  const supporters = Array.from(members.keys()).filter((place) => model.supports!(at(place), at(culprit)));
  const isInitial = model.step(model.init(), input, output, { shouldStop: () => false }).ok;
  const timely = supporters.filter((place) => callAt[place]! <= returnAt[culprit]!);
  if (timely.length === 0 && !isInitial) {
    if (supporters.length === 0) return { rule: 'phantom', because: () => 'shows what nobody wrote' };
    const because = (label: Label) =>
      `shows what ${label(supporters[0]!)} wrote, but had returned before that was called`;
    return { rule: 'future-read', because };
  }
  const overwritten = timely.filter((place) => returnAt[place]! < callAt[culprit]!).at(-1);
  if (overwritten === undefined) {
    if (timely.length > 0) return noOrderFits;
    return { rule: 'stale-read', because: () => 'shows the initial state, which was gone by then' };
  }
  const because = (label: Label) => `shows what ${label(overwritten)} wrote, which was gone by then`;
  return { rule: 'stale-read', because };
}

function statesNamed(survivors: readonly SurvivingState[]): string {
  const states = [...new Set(survivors.map(({ state }) => state))];
  const named = states.slice(0, STATES_NAMED_MAX);
  const more = states.length - named.length;
  if (named.length === 1) return `the state was ${named[0]}`;
  return `the state was one of ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
