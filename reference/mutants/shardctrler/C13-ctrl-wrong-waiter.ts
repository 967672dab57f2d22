import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C13: Mutant = {
  id: 'C13',
  name: 'ctrl-wrong-waiter',
  part: '4A',
  bug: 'Whatever is applied at its index is taken for the waiting change.',
  rule: 'an index may be used again by another leader (Raft §5.3)',
  scenario: '4A/deposed-leader',
  expected: ['commit before reply', 'exactly once', 'administration'],
  hint: 'not another one at its index',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'return isSameOperation(waiter.command, applied);',
      replace: 'return true;',
    },
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'if (this.waiters.size === 0 ||',
      replace: 'if (this.waiters.size >= 0 ||',
    },
  ],
};
