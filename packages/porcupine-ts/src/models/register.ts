import { structuralKey } from '../automaton/structural-key.ts';
import { type DirectEncoding, RegisterTest } from '../direct/register-test.ts';
import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

export type RegisterInput<Value> = { readonly op: 'read' } | { readonly op: 'write'; readonly value: Value };

/** What a read returned; the output of a write is not looked at. */
export type RegisterOutput<Value> = Value | undefined;

/** One value that is read and written. Values are compared by structure. */
export function registerModel<Value extends string | number | boolean | null | object>(
  initial: Value,
): Model<Value, RegisterInput<Value>, RegisterOutput<Value>> {
  const encoding: DirectEncoding<RegisterInput<Value>, RegisterOutput<Value>> = {
    initial: structuralKey(initial),
    written: (input) => (input.op === 'write' ? structuralKey(input.value) : undefined),
    returned: (output) => (output === undefined ? undefined : structuralKey(output)),
  };
  return {
    name: 'register',
    init: () => initial,
    step(state, input, output) {
      if (input.op === 'write') return accept(input.value);
      if (output === undefined || structuralKey(output) === structuralKey(state)) return accept(state);
      return reject(`the value is ${structuralKey(state)}`);
    },
    problemWith: (input) => unknownOp(input, ['read', 'write']),
    isReadOnly: (input) => input.op === 'read',
    operationKey: (input, output) =>
      input.op === 'write'
        ? `w${structuralKey(input.value)}`
        : output === undefined
          ? 'r'
          : `r${structuralKey(output)}`,
    stateKey: structuralKey,
    supports: ({ input: written }, { input: read, output }) =>
      written.op === 'write' &&
      read.op === 'read' &&
      output !== undefined &&
      structuralKey(written.value) === structuralKey(output),
    describeOperation(input, output) {
      if (input.op === 'write') return `write(${structuralKey(input.value)})`;
      return `read() → ${output === undefined ? '?' : structuralKey(output)}`;
    },
    describeState: structuralKey,
    fastPath: { directTest: () => new RegisterTest(encoding) },
  };
}
