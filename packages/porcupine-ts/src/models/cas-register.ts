import { structuralKey } from '../automaton/structural-key.ts';
import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

export type CasInput<Value> =
  | { readonly op: 'read' }
  | { readonly op: 'write'; readonly value: Value }
  | { readonly op: 'cas'; readonly from: Value; readonly to: Value };

/** A read's value, or whether a compare-and-swap took place. */
export type CasOutput<Value> = { readonly value: Value } | { readonly swapped: boolean };

/** A register with compare-and-swap, which reports whether it found the expected value. */
export function casRegisterModel<Value extends string | number | boolean | null | object>(
  initial: Value,
): Model<Value, CasInput<Value>, CasOutput<Value>> {
  const same = (a: Value, b: Value): boolean => a === b || structuralKey(a) === structuralKey(b);
  const needs = (input: CasInput<Value>, output: CasOutput<Value> | undefined): Value | undefined => {
    if (output === undefined) return undefined;
    if (input.op === 'read' && 'value' in output) return output.value;
    return input.op === 'cas' && 'swapped' in output && output.swapped ? input.from : undefined;
  };
  return {
    name: 'cas-register',
    init: () => initial,
    step(state, input, output) {
      switch (input.op) {
        case 'write':
          return accept(input.value);
        case 'read':
          if (output === undefined || !('value' in output) || same(output.value, state)) return accept(state);
          return reject(`the value is ${structuralKey(state)}`);
        case 'cas': {
          const swaps = same(input.from, state);
          const next = swaps ? input.to : state;
          if (output === undefined || !('swapped' in output) || output.swapped === swaps) return accept(next);
          return reject(`the value is ${structuralKey(state)}, so the swap ${swaps ? 'succeeds' : 'fails'}`);
        }
      }
    },
    problemWith: (input) => unknownOp(input, ['read', 'write', 'cas']),
    isReadOnly: (input, output) =>
      input.op === 'read' || (input.op === 'cas' && output !== undefined && 'swapped' in output && !output.swapped),
    operationKey(input, output) {
      switch (input.op) {
        case 'write':
          return `w${structuralKey(input.value)}`;
        case 'read':
          return output === undefined || !('value' in output) ? 'r' : `r${structuralKey(output.value)}`;
        case 'cas': {
          const result = output === undefined || !('swapped' in output) ? '?' : output.swapped ? '+' : '-';
          return `${result}${structuralKey(input.from)}→${structuralKey(input.to)}`;
        }
      }
    },
    stateKey: (state) => (typeof state === 'number' ? state : structuralKey(state)),
    supports({ input: written, output: did }, { input, output }) {
      if (written.op === 'read' || (did !== undefined && 'swapped' in did && !did.swapped)) return false;
      const value = written.op === 'write' ? written.value : written.to;
      const needed = needs(input, output);
      if (needed !== undefined) return same(value, needed);
      // A failed swap needs any other value than the one it expected.
      return input.op === 'cas' && output !== undefined && 'swapped' in output && !same(value, input.from);
    },
    describeOperation(input, output) {
      switch (input.op) {
        case 'write':
          return `write(${structuralKey(input.value)})`;
        case 'read':
          return `read() → ${output !== undefined && 'value' in output ? structuralKey(output.value) : '?'}`;
        case 'cas': {
          const result = output === undefined || !('swapped' in output) ? '?' : output.swapped ? 'ok' : 'failed';
          return `cas(${structuralKey(input.from)}, ${structuralKey(input.to)}) → ${result}`;
        }
      }
    },
    describeState: structuralKey,
  };
}
