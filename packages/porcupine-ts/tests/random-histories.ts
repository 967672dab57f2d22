import fc from 'fast-check';
import { HistoryRecorder, type Model, type Operation } from '../src/index.ts';

/** One operation as drawn; what it returns comes from executing the history, unless it is tampered with. */
export interface Draw<Input> {
  readonly clientId: number;
  readonly input: Input;
  readonly callAt: number;
  readonly length: number;
  /** Where in its interval it takes effect, 0 to 1. */
  readonly point: number;
  /** `lost`: returns without effect; `doubled`: takes effect twice; `crashed`: takes effect and stays pending. */
  readonly fate: 'returns' | 'pending' | 'crashed' | 'unseen' | 'lost' | 'doubled';
  /** Answer from the state that many operations later (in turns): a stale, early or foreign answer. */
  readonly tamper: number;
}

export interface HistoryShape {
  readonly operationsMax: number;
  readonly span: number;
  readonly lengthMax: number;
  readonly pendingWeight: number;
}

/** Histories of an object that is mostly correct, so that about half of them are legal. */
export function histories<State, Input, Output>(
  model: Model<State, Input, Output>,
  input: fc.Arbitrary<Input>,
  answer: (state: State, input: Input) => Output,
  { operationsMax, span, lengthMax, pendingWeight }: HistoryShape,
): fc.Arbitrary<Operation<Input, Output>[]> {
  const draw: fc.Arbitrary<Draw<Input>> = fc.record({
    clientId: fc.nat(4),
    input,
    callAt: fc.nat(span),
    length: fc.nat(lengthMax),
    point: fc.double({ min: 0, max: 1, noNaN: true }),
    fate: fc.oneof(
      { arbitrary: fc.constant('returns' as const), weight: 20 - pendingWeight },
      { arbitrary: fc.constantFrom('pending' as const, 'crashed' as const), weight: pendingWeight },
      { arbitrary: fc.constantFrom('unseen' as const, 'lost' as const, 'doubled' as const), weight: 1 },
    ),
    tamper: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(operationsMax - 1), weight: 1 }),
  });
  return fc
    .array(draw, { minLength: operationsMax >> 1, maxLength: operationsMax, size: 'max' })
    .map((draws) => execute(model, draws, answer));
}

function execute<State, Input, Output>(
  model: Model<State, Input, Output>,
  draws: readonly Draw<Input>[],
  answer: (state: State, input: Input) => Output,
): Operation<Input, Output>[] {
  const points = draws.map(({ callAt, length, point }) => callAt + length * point);
  const order = [...draws.keys()].sort((a, b) => points[a]! - points[b]!);
  const statesBefore: ReadonlyMap<unknown, State>[] = [];
  const states = new Map<unknown, State>();
  const stateOf = (input: Input, from: ReadonlyMap<unknown, State>): State => {
    const key = model.partitionKey?.(input);
    return from.has(key) ? (from.get(key) as State) : model.init();
  };
  for (const index of order) {
    const { input, fate } = draws[index]!;
    statesBefore.push(new Map(states));
    const times = fate === 'pending' || fate === 'lost' ? 0 : fate === 'doubled' ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const step = model.step(stateOf(input, states), input, undefined, { shouldStop: () => false });
      if (step.ok) states.set(model.partitionKey?.(input), step.state);
    }
  }
  return draws.map(({ clientId, input, callAt, length, fate, tamper }, index) => {
    if (fate === 'pending' || fate === 'crashed') return { clientId, input, callAt };
    const seen = statesBefore[(order.indexOf(index) + tamper) % draws.length]!;
    const output = fate === 'unseen' ? undefined : answer(stateOf(input, seen), input);
    return { clientId, input, callAt, returnAt: callAt + length, output };
  });
}

/** The same history as a recorder that knows the model saw it. Operations are in call order there. */
export function recorded<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
): readonly Operation<Input, Output>[] {
  const recorder = new HistoryRecorder(model);
  const moments = operations.flatMap((operation, index) => [
    { at: operation.callAt, index, isReturn: false },
    ...(operation.returnAt === undefined ? [] : [{ at: operation.returnAt, index, isReturn: true }]),
  ]);
  moments.sort((a, b) => a.at - b.at || Number(a.isReturn) - Number(b.isReturn));
  const handles = new Map<number, number>();
  for (const { at, index, isReturn } of moments) {
    const { clientId, input, output } = operations[index]!;
    if (isReturn) recorder.return(handles.get(index)!, output, at);
    else handles.set(index, recorder.call(clientId, input, at));
  }
  return recorder.operations();
}
