import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K06: Mutant = {
  id: 'K06',
  name: 'kv-term-only',
  part: '3A',
  bug: 'A waiting request compares the term, not the operation, when an entry is applied at its index.',
  rule: 'index and term name one entry (Raft §5.3, Log Matching)',
  scenario: '3A/index-reuse',
  expected: [],
  hint: 'notice that another entry was applied at its index',
  control: 'the same index and term is the same entry: nothing that a client sees can differ',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'isItsOwn(waiter, command) ? result',
      replace: 'waiter.term === this.raft.getState().term ? result',
    },
  ],
};
