import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accept,
  type CasInput,
  type CasOutput,
  type CounterInput,
  casRegisterModel,
  checkOperations,
  counterModel,
  type LockInput,
  linearizationOf,
  lockModel,
  type Model,
  nondeterministicModel,
  type QueueInput,
  queueModel,
  type RegisterInput,
  registerModel,
  reject,
  type SetInput,
  setModel,
  validateLinearization,
} from '../src/index.ts';
import { isLinearizableByTrial } from './brute-force.ts';
import { holds } from './property.ts';
import { type HistoryShape, histories, recorded } from './random-histories.ts';

const small: HistoryShape = { operationsMax: 7, span: 16, lengthMax: 6, pendingWeight: 4 };
const long: HistoryShape = { operationsMax: 30, span: 60, lengthMax: 14, pendingWeight: 2 };

const digit = fc.nat(2);
const op = <Name extends string>(name: Name) => fc.constant(name);

const registerInputs: fc.Arbitrary<RegisterInput<number>> = fc.oneof(
  fc.record({ op: op('read') }),
  fc.record({ op: op('write'), value: fc.nat(3) }),
);
const casInputs: fc.Arbitrary<CasInput<number>> = fc.oneof(
  fc.record({ op: op('read') }),
  fc.record({ op: op('write'), value: digit }),
  fc.record({ op: op('cas'), from: digit, to: digit }),
);
const counterInputs: fc.Arbitrary<CounterInput> = fc.oneof(
  fc.record({ op: op('get') }),
  fc.record({ op: op('add'), amount: fc.integer({ min: -1, max: 2 }) }),
);
const setInputs: fc.Arbitrary<SetInput> = fc.record({
  op: fc.constantFrom('add', 'remove', 'contains'),
  element: fc.constantFrom('a', 'a', 'b'),
});
const queueInputs: fc.Arbitrary<QueueInput> = fc.oneof(
  fc.record({ op: op('enqueue'), item: digit }),
  fc.record({ op: op('dequeue') }),
);
const lockInputs: fc.Arbitrary<LockInput> = fc.record({ op: fc.constantFrom('acquire', 'release'), holder: digit });

/** A register whose write may be lost. */
const lossyRegister = nondeterministicModel<number, RegisterInput<number>, number | undefined>({
  name: 'lossy-register',
  init: () => [0],
  step(state, input, output) {
    if (input.op === 'write') return [state, input.value];
    return output === undefined || output === state ? [state] : [];
  },
});

/** A register that compares its states with `equal` and `hash`, and does not declare its reads. */
const plainRegister: Model<{ value: number }, RegisterInput<number>, number | undefined> = {
  name: 'plain-register',
  init: () => ({ value: 0 }),
  step(state, input, output) {
    if (input.op === 'write') return accept({ value: input.value });
    return output === undefined || output === state.value ? accept(state) : reject();
  },
  equal: (a, b) => a.value === b.value,
  hash: (state) => state.value % 2,
};

function agree<State, Input, Output>(
  name: string,
  model: Model<State, Input, Output>,
  inputs: fc.Arbitrary<Input>,
  answer: (state: State, input: Input) => Output,
): void {
  const outcomes = { ok: 0, illegal: 0 };
  holds(name, histories(model, inputs, answer, small), 1_500, (operations) => {
    const expected = isLinearizableByTrial(model, operations) ? 'ok' : 'illegal';
    outcomes[expected]++;
    const problems: string[] = [];
    for (const engine of ['automatic', 'direct', 'depth-first', 'just-in-time'] as const) {
      const verdict = checkOperations(model, operations, { engine, diagnose: engine === 'automatic' });
      if (engine === 'direct' && verdict.outcome === 'unknown') continue;
      if (verdict.outcome !== expected) problems.push(`${engine} says ${verdict.outcome}, not ${expected}`);
      const order = linearizationOf(verdict, operations);
      const flaw = order && validateLinearization(model, operations, order);
      if (flaw !== undefined) problems.push(`${engine}: ${flaw}`);
      const witness = verdict.witness?.map((index) => operations[index]!);
      if (witness && isLinearizableByTrial(model, witness)) problems.push(`${engine}: a witness that is legal`);
    }
    const { outcome } = checkOperations(model, recorded(model, operations));
    if (outcome !== expected) problems.push(`recorded, it is ${outcome}, not ${expected}`);
    // One expectation for all: so many histories are quicker compared than expected.
    expect(problems).toEqual([]);
  });
  // A property that only ever saw one outcome would prove nothing.
  expect(Math.min(outcomes.ok, outcomes.illegal)).toBeGreaterThan(outcomes.ok / 30);
  holds(`${name}, longer`, histories(model, inputs, answer, long), 250, (operations) => {
    const [first, second] = (['depth-first', 'just-in-time'] as const).map(
      (engine) => checkOperations(model, operations, { engine, diagnose: false, maxSteps: 300_000 }).outcome,
    );
    if (first !== 'unknown' && second !== 'unknown') expect(first).toBe(second);
  });
}

const casAnswer = (state: number, input: CasInput<number>): CasOutput<number> =>
  input.op === 'cas' ? { swapped: state === input.from } : { value: state };

describe('engines agree with trying every order', () => {
  test('register', () =>
    agree('register', registerModel(0), registerInputs, (state, { op }) => (op === 'read' ? state : undefined)));
  test('register with its own equality', () =>
    agree('plain register', plainRegister, registerInputs, (state, { op }) =>
      op === 'read' ? state.value : undefined,
    ));
  test('register with compare-and-swap', () => agree('cas register', casRegisterModel(0), casInputs, casAnswer));
  test('counter', () =>
    agree('counter', counterModel, counterInputs, (state, input) => (input.op === 'get' ? state : undefined)));
  test('set', () =>
    agree('set', setModel, setInputs, (state, { op }) => (op === 'contains' ? state : (op === 'add') !== state)));
  test('queue', () =>
    agree('queue', queueModel, queueInputs, (state, { op }) => (op === 'dequeue' ? (state[0] ?? null) : undefined)));
  test('lock', () =>
    agree('lock', lockModel, lockInputs, (state, { op, holder }) =>
      op === 'acquire' ? state === null : state === holder,
    ));
  test('nondeterministic register', () =>
    agree('lossy register', lossyRegister, registerInputs, (states, { op }) =>
      op === 'read' ? states.at(-1) : undefined,
    ));
});
