import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

export type CounterInput = { readonly op: 'get' } | { readonly op: 'add'; readonly amount: number };

/** The counter's value: for a get, or after an add that reports it. */
export type CounterOutput = number | undefined;

/** A number that starts at 0 and is added to; negative amounts subtract. */
export const counterModel: Model<number, CounterInput, CounterOutput> = {
  name: 'counter',
  init: () => 0,
  step(state, input, output) {
    const next = input.op === 'add' ? state + input.amount : state;
    if (output === undefined || output === next) return accept(next);
    return reject(`the counter is ${next}${input.op === 'add' ? ' afterwards' : ''}`);
  },
  problemWith: (input) => unknownOp(input, ['get', 'add']),
  isReadOnly: (input) => input.op === 'get' || input.amount === 0,
  operationKey: (input, output) => `${input.op === 'get' ? '' : input.amount} ${output}`,
  stateKey: (state) => state,
  describeOperation(input, output) {
    const result = output === undefined ? '?' : String(output);
    return input.op === 'get'
      ? `get() → ${result}`
      : `add(${input.amount})${output === undefined ? '' : ` → ${result}`}`;
  },
  describeState: String,
};
