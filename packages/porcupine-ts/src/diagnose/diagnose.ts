import { decideDirectly } from '../direct/decide-directly.ts';
import type { Operation } from '../history/operation.ts';
import { type PartitionHistory, subPartition } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type FirstIllegal, firstIllegalEvent } from './first-illegal-event.ts';
import { labelOperation } from './label-operation.ts';
import { noOrder } from './no-order.ts';
import { renumbered } from './renumbered.ts';
import { shrinkPartition } from './shrink-partition.ts';
import { Supporters } from './supporters.ts';

export type Diagnosis = Pick<Verdict, 'reason' | 'witness' | 'firstIllegalEvent' | 'survivingStates'>;

/** Says why a partition is illegal; `finding` is what the direct test found, if it decided. */
export function diagnose<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  partition: PartitionHistory<Input, Output>,
  finding: Finding | undefined,
): Diagnosis {
  const index = (place: number): number => partition.members[place]!;
  const first = firstIllegalEvent(model, partition);
  const direct = first?.finding === undefined ? finding : withLaterWrites(model, partition, first);
  const found = direct ?? (first === undefined ? undefined : noOrder(model, partition, first));
  const event = first === undefined ? undefined : operations[index(first.operation)]!;
  return {
    reason: found && {
      rule: found.rule,
      sentence: found.sentence((place) => labelOperation(model, operations[index(place)]!)),
      operations: found.culprits.map(index),
      partition: partition.key,
    },
    witness: shrinkPartition(model, partition, direct?.culprits, calledBefore(partition, first)).map(index),
    firstIllegalEvent: first && { kind: 'return', operation: index(first.operation), at: event!.returnAt! },
    survivingStates: first?.survivors,
  };
}

/** What was called up to the first illegal event is illegal by itself. */
function calledBefore(
  { callAt, returnAt }: PartitionHistory<unknown, unknown>,
  first: FirstIllegal | undefined,
): number[] | undefined {
  if (first === undefined) return undefined;
  const end = returnAt[first.operation]!;
  return Array.from(callAt.keys()).filter((place) => callAt[place]! <= end);
}

/**
 * What the direct test found up to the first illegal event; but a value that "nobody wrote" by then may have been
 * written later, and then it is a read from the future.
 */
function withLaterWrites<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  { finding, operation }: FirstIllegal,
): Finding | undefined {
  if (finding?.rule !== 'phantom' && finding?.rule !== 'torn') return finding;
  const supporters = new Supporters(model, partition);
  const part = subPartition(partition, supporters.close([operation], Array.from(partition.members.keys())));
  const decision = decideDirectly(model, part);
  const isFromFuture = decision?.legal === false && decision.finding.rule === 'future-read';
  return isFromFuture ? renumbered(decision.finding, part, partition) : finding;
}
