import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

type Element = string | number;

export interface SetInput {
  readonly op: 'add' | 'remove' | 'contains';
  readonly element: Element;
}

/** For contains: whether it is there; for add and remove: whether they changed anything. */
export type SetOutput = boolean | undefined;

/**
 * A set, at first empty, of texts or numbers.
 *
 * Operations on different elements do not influence each other, so each element is checked on its own; that is why
 * there is no operation that reads the whole set.
 */
export const setModel: Model<boolean, SetInput, SetOutput> = {
  name: 'set',
  init: () => false,
  step(state, { op }, output) {
    const next = op === 'contains' ? state : op === 'add';
    const result = op === 'contains' ? state : next !== state;
    if (output === undefined || output === result) return accept(next);
    return reject(`the element is ${state ? '' : 'not '}in the set`);
  },
  partitionKey: ({ element }) => element,
  problemWith: (input) => unknownOp(input, ['add', 'remove', 'contains']),
  isReadOnly: ({ op }, output) => op === 'contains' || output === false,
  operationKey: ({ op }, output) => `${op} ${output}`,
  stateKey: Number,
  supports: ({ input: { op: cause, element: written } }, { input: { op, element }, output }) =>
    written === element &&
    (cause === 'add' || cause === 'remove') &&
    (op !== 'contains' || (cause === 'add') === output),
  describeOperation: ({ op, element }, output) => `${op}(${JSON.stringify(element)}) → ${output ?? '?'}`,
  describeState: (state) => (state ? 'present' : 'absent'),
};
