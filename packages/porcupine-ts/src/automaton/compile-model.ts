import type { PartitionHistory } from '../history/partition.ts';
import { shown } from '../history/read-times.ts';
import type { Model, StepContext } from '../models/model.ts';
import { ABANDONED, type Automaton, ILLEGAL } from './automaton.ts';
import { StateTable } from './state-table.ts';
import { structuralKey } from './structural-key.ts';

const BYTES_PER_STATE = 120;
const BYTES_PER_TRANSITION = 40;

/** The automaton of any model: states and operations numbered by what they are, transitions remembered. */
export function compileModel<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  context: StepContext,
): Automaton {
  const { members, operations, returnAt } = partition;
  const states = new StateTable<State>(model as unknown as Model<State, never, never>);
  const classes = new Map<string | number, number>();
  const classOf = new Int32Array(members.length);
  const readOnly = new Uint8Array(members.length);
  for (let i = 0; i < members.length; i++) {
    const { input } = operations[members[i]!]!;
    const output = outputOf(i);
    const key = model.operationKey?.(input, output) ?? `${structuralKey(input)}→${structuralKey(output)}`;
    let number = classes.get(key);
    if (number === undefined) classes.set(key, (number = classes.size));
    classOf[i] = number;
    readOnly[i] = model.isReadOnly?.(input, output) === true ? 1 : 0;
  }
  const transitions = new Map<number, number>();
  const initial = states.numberOf(model.init());
  const classCount = classes.size;

  function outputOf(operation: number): Output | undefined {
    return returnAt[operation] === Number.POSITIVE_INFINITY ? undefined : operations[members[operation]!]!.output;
  }

  function ask(state: number, operation: number): ReturnType<typeof model.step> {
    const answer = model.step(states.at(state), operations[members[operation]!]!.input, outputOf(operation), context);
    if (typeof answer?.ok === 'boolean') return answer;
    throw new TypeError(`${model.name}: step returned ${shown(answer)}; expected accept(state) or reject(reason)`);
  }

  return {
    initial,
    readOnly,
    classOf,
    step(state, operation) {
      const key = state * classCount + classOf[operation]!;
      const known = transitions.get(key);
      if (known !== undefined) return known;
      const answer = ask(state, operation);
      if (context.shouldStop()) return ABANDONED;
      const next = answer.ok ? states.numberOf(answer.state) : ILLEGAL;
      transitions.set(key, next);
      return next;
    },
    describeState: (state) => model.describeState?.(states.at(state)) ?? structuralKey(states.at(state)),
    reason(state, operation) {
      const answer = ask(state, operation);
      return answer.ok ? undefined : answer.reason;
    },
    sizeBytes: () => states.size * BYTES_PER_STATE + transitions.size * BYTES_PER_TRANSITION,
  };
}
