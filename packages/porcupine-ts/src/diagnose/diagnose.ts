import type { CheckOptions } from '../check/check-operations.ts';
import type { PartitionTask } from '../check/decide-partition.ts';
import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { labelOperation } from './label-operation.ts';

type Diagnosis = Pick<Verdict, 'reason' | 'witness' | 'firstIllegalEvent' | 'survivingStates'>;

/** Says why a partition is illegal. */
export function diagnose<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  task: PartitionTask<State, Input, Output>,
  _options: CheckOptions,
): Diagnosis {
  const { finding, partition } = task;
  if (finding === undefined) return {};
  const index = (place: number): number => partition.members[place]!;
  const sentence = finding.sentence((place) => labelOperation(model, operations[index(place)]!));
  return {
    reason: { rule: finding.rule, sentence, operations: finding.culprits.map(index), partition: partition.key },
  };
}
