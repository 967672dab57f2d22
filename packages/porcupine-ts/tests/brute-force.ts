import type { Model, Operation } from '../src/index.ts';

/** Whether any order of the completed operations and some pending ones is legal; tries them all. */
export function isLinearizableByTrial<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): boolean {
  const left = new Set(operations.keys());

  function mayComeNext(index: number): boolean {
    const { callAt } = operations[index]!;
    return [...left].every((other) => !(operations[other]!.returnAt! < callAt));
  }

  function tryFrom(states: ReadonlyMap<unknown, State>): boolean {
    if ([...left].every((index) => operations[index]!.returnAt === undefined)) return true;
    for (const index of [...left]) {
      if (!mayComeNext(index)) continue;
      const { input, output, returnAt } = operations[index]!;
      const key = model.partitionKey?.(input);
      const state = states.has(key) ? (states.get(key) as State) : model.init();
      const seen = returnAt === undefined ? undefined : output;
      const step = model.step(state, input, seen, { shouldStop: () => false });
      if (!step.ok) continue;
      left.delete(index);
      const found = tryFrom(new Map(states).set(key, step.state));
      left.add(index);
      if (found) return true;
    }
    return false;
  }

  return tryFrom(new Map());
}
