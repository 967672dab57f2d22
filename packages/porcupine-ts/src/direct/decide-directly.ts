import type { Decision } from '../automaton/automaton.ts';
import type { PartitionHistory } from '../history/partition.ts';
import type { Model } from '../models/model.ts';

/** The answer of the model's direct test, if it has one and this partition is within it. */
export function decideDirectly<State, Input, Output>(
  model: Model<State, Input, Output>,
  { direct, members, operations, callAt, returnAt }: PartitionHistory<Input, Output>,
): Decision | undefined {
  if (direct !== undefined) return direct.decide(callAt, returnAt);
  const test = model.fastPath?.directTest?.();
  if (test === undefined) return undefined;
  for (let i = 0; i < members.length; i++) {
    const { input, output } = operations[members[i]!]!;
    test.call(input);
    if (output !== undefined && returnAt[i] !== Number.POSITIVE_INFINITY) test.return(i, output);
  }
  return test.decide(callAt, returnAt);
}
