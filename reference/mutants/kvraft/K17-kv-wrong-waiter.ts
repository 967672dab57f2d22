import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K17: Mutant = {
  id: 'K17',
  name: 'kv-wrong-waiter',
  part: '3A',
  bug: 'Whatever is applied at its index is taken for the waiting request’s operation.',
  rule: 'an index may be used again by another leader (Raft §5.3)',
  scenario: '3A/index-reuse',
  expected: ['acknowledged writes last', 'commit before reply'],
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
