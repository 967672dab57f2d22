import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

type Item = string | number;

export type QueueInput = { readonly op: 'enqueue'; readonly item: Item } | { readonly op: 'dequeue' };

/** What a dequeue returned; null from an empty queue. The output of an enqueue is not looked at. */
export type QueueOutput = Item | null | undefined;

/** A first-in, first-out queue, at first empty. A dequeue never waits: from an empty queue it returns null. */
export const queueModel: Model<readonly Item[], QueueInput, QueueOutput> = {
  name: 'queue',
  init: () => [],
  step(state, input, output) {
    if (input.op === 'enqueue') return accept([...state, input.item]);
    const first = state[0] ?? null;
    if (output === undefined || output === first) return accept(state.slice(1));
    return reject(first === null ? 'the queue is empty' : `the first item is ${JSON.stringify(first)}`);
  },
  problemWith: (input) => unknownOp(input, ['enqueue', 'dequeue']),
  isReadOnly: (input, output) => input.op === 'dequeue' && output === null,
  stateKey: (state) => JSON.stringify(state),
  // An item's enqueue and dequeue stay together: either one alone would change what the others see.
  supports({ input: cause, output: taken }, { input, output }) {
    if (input.op === 'enqueue') return cause.op === 'dequeue' && taken === input.item;
    return cause.op === 'enqueue' && output === cause.item;
  },
  describeOperation(input, output) {
    if (input.op === 'enqueue') return `enqueue(${JSON.stringify(input.item)})`;
    return `dequeue() → ${output === undefined ? '?' : JSON.stringify(output)}`;
  },
  describeState: (state) => JSON.stringify(state),
};
