import { structuralKey } from '../automaton/structural-key.ts';
import { accept, type Model, reject, type StepContext } from './model.ts';

/** A specification in which an operation may lead to one of several states, or start in one of several. */
export interface NondeterministicModel<State, Input, Output>
  extends Omit<Model<State, Input, Output>, 'init' | 'step' | 'equal' | 'hash' | 'fastPath'> {
  init(): readonly State[];
  /** Every state that may follow; none when the operation is illegal. `output: undefined` means unknown. */
  step(state: State, input: Input, output: Output | undefined, context: StepContext): readonly State[];
}

/**
 * The deterministic model whose states are the sets of states that the object may be in.
 *
 * An operation is legal when it is legal in some member; a set is known by the keys of its members, so it needs
 * `stateKey`, or states that compare by structure.
 */
export function nondeterministicModel<State, Input, Output>(
  model: NondeterministicModel<State, Input, Output>,
): Model<readonly State[], Input, Output> {
  const keyOf = (state: State): string | number => model.stateKey?.(state) ?? structuralKey(state);
  const merged = (states: Iterable<State>): State[] => {
    const byKey = new Map<string | number, State>();
    for (const state of states) byKey.set(keyOf(state), state);
    return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
  };
  return {
    ...model,
    init: () => merged(model.init()),
    step(states, input, output, context) {
      const next: State[] = [];
      for (const state of states) {
        if (context.shouldStop()) break;
        next.push(...model.step(state, input, output, context));
      }
      return next.length === 0 ? reject(`illegal in every state of ${describe(states)}`) : accept(merged(next));
    },
    stateKey: (states) => states.map((state) => structuralKey(keyOf(state))).join(),
    describeState: (states) => describe(states),
  };

  function describe(states: readonly State[]): string {
    return `{${states.map((state) => model.describeState?.(state) ?? structuralKey(state)).join(', ')}}`;
  }
}
