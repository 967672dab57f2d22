import fc from 'fast-check';
import type { Model, Operation } from '../src/index.ts';

/** One operation as drawn; what it returns comes from executing the history, unless it is tampered with. */
export interface Draw<Input> {
  readonly clientId: number;
  readonly input: Input;
  readonly callAt: number;
  readonly length: number;
  /** Where in its interval it takes effect, 0 to 1. */
  readonly point: number;
  readonly fate: 'returns' | 'pending' | 'crashed' | 'unseen';
  /** Instead of its own output, return that of the operation this many places on. */
  readonly tamper: number;
}

export interface HistoryShape {
  readonly operationsMax: number;
  readonly span: number;
  readonly lengthMax: number;
  readonly pendingWeight: number;
}

/** Histories that a correct object produced, some with outputs exchanged or duplicated afterwards. */
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
      { arbitrary: fc.constant('unseen' as const), weight: 1 },
    ),
    tamper: fc.oneof({ arbitrary: fc.constant(0), weight: 12 }, { arbitrary: fc.nat(operationsMax - 1), weight: 1 }),
  });
  return fc.array(draw, { maxLength: operationsMax, size: 'max' }).map((draws) => execute(model, draws, answer));
}

function execute<State, Input, Output>(
  model: Model<State, Input, Output>,
  draws: readonly Draw<Input>[],
  answer: (state: State, input: Input) => Output,
): Operation<Input, Output>[] {
  const outputs: Output[] = [];
  const states = new Map<unknown, State>();
  const points = draws.map(({ callAt, length, point }) => callAt + length * point);
  for (const index of [...draws.keys()].sort((a, b) => points[a]! - points[b]!)) {
    const { input, fate } = draws[index]!;
    const key = model.partitionKey?.(input);
    const state = states.has(key) ? (states.get(key) as State) : model.init();
    outputs[index] = answer(state, input);
    if (fate === 'pending') continue;
    const step = model.step(state, input, outputs[index], { shouldStop: () => false });
    if (step.ok) states.set(key, step.state);
  }
  return draws.map(({ clientId, input, callAt, length, fate, tamper }, index) => {
    if (fate === 'pending' || fate === 'crashed') return { clientId, input, callAt };
    const shown = outputs[(index + tamper) % draws.length] as Output;
    return { clientId, input, callAt, returnAt: callAt + length, output: fate === 'unseen' ? undefined : shown };
  });
}
