import { type CheckOptions, checkOperations } from '../check/check-operations.ts';
import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';

/**
 * The operations of a witness: few operations of an illegal history that are illegal by themselves, in call order.
 * Undefined when the history is not found illegal.
 */
export function shrink<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  options: CheckOptions = {},
): Operation<Input, Output>[] | undefined {
  const { witness } = checkOperations(model, operations, { ...options, diagnose: true });
  return witness?.map((index) => operations[index]!);
}
