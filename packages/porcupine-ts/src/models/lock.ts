import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

type Holder = string | number;

export interface LockInput {
  readonly op: 'acquire' | 'release';
  /** Who asks; a lock that is held cannot be acquired, not even by its holder. */
  readonly holder: Holder;
  /** Which lock; one unnamed lock when absent. */
  readonly lock?: string | undefined;
}

/** Whether the operation succeeded. */
export type LockOutput = boolean | undefined;

/** Locks that one holder at a time can have. An acquire of a held lock and a release by another holder return false. */
export const lockModel: Model<Holder | null, LockInput, LockOutput> = {
  name: 'lock',
  init: () => null,
  step(state, { op, holder }, output) {
    const succeeds = op === 'acquire' ? state === null : state === holder;
    const next = succeeds ? (op === 'acquire' ? holder : null) : state;
    if (output === undefined || output === succeeds) return accept(next);
    return reject(state === null ? 'the lock is free' : `${JSON.stringify(state)} holds the lock`);
  },
  partitionKey: ({ lock }) => lock ?? '',
  problemWith: (input) => unknownOp(input, ['acquire', 'release']),
  isReadOnly: (_, output) => output === false,
  operationKey: ({ op, holder }, output) => `${op} ${JSON.stringify(holder)} ${output}`,
  stateKey: (state) => JSON.stringify(state),
  describeOperation: ({ op, holder, lock }, output) =>
    `${op}(${lock === undefined ? '' : `${JSON.stringify(lock)}, `}${JSON.stringify(holder)}) → ${output ?? '?'}`,
  describeState: (state) => (state === null ? 'free' : `held by ${JSON.stringify(state)}`),
};
