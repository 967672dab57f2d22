import { structuralKey } from '../automaton/structural-key.ts';
import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';

/** An operation for a reader, such as `get("k") → "x 1 0 y" by client 3 [10, 12.5]`; `[10, …` is pending. */
export function labelOperation<State, Input, Output>(
  model: Model<State, Input, Output>,
  operation: Operation<Input, Output>,
): string {
  const { callAt, returnAt, clientId } = operation;
  const interval = returnAt === undefined ? `[${callAt}, …` : `[${callAt}, ${returnAt}]`;
  return `${describeOperation(model, operation)} by client ${clientId} ${interval}`;
}

export function describeOperation<State, Input, Output>(
  model: Model<State, Input, Output>,
  { input, output, returnAt }: Operation<Input, Output>,
): string {
  const seen = returnAt === undefined ? undefined : output;
  if (model.describeOperation !== undefined) return model.describeOperation(input, seen);
  return `${structuralKey(input)} → ${seen === undefined ? '?' : structuralKey(seen)}`;
}
