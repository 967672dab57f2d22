import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';

/**
 * Replays an order of operations (indexes into the history) against the model, independently of every engine.
 *
 * @returns undefined when the order explains the history; otherwise what is wrong with it
 */
export function validateLinearization<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  order: Iterable<number>,
): string | undefined {
  const states = new Map<unknown, State>();
  const groups = model.partition?.(operations).flatMap((group, key) => group.map((index) => [index, key] as const));
  const groupOf = new Map(groups);
  const taken = new Set<number>();
  let latestCall = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const operation = operations[index];
    if (operation === undefined || taken.has(index)) return `operation ${index} is unknown or taken twice`;
    taken.add(index);
    if (operation.returnAt !== undefined && operation.returnAt < latestCall) return `operation ${index} is too late`;
    latestCall = Math.max(latestCall, operation.callAt);
    const key = groups === undefined ? model.partitionKey?.(operation.input) : groupOf.get(index);
    const output = operation.returnAt === undefined ? undefined : operation.output;
    const state = states.has(key) ? (states.get(key) as State) : model.init();
    const step = model.step(state, operation.input, output, { shouldStop: () => false });
    if (!step.ok) return `operation ${index} is illegal: ${step.reason ?? 'the model rejects it'}`;
    states.set(key, step.state);
  }
  const left = operations.findIndex((operation, index) => operation.returnAt !== undefined && !taken.has(index));
  return left < 0 ? undefined : `operation ${left} returned but is missing`;
}
