import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K07: Mutant = {
  id: 'K07',
  name: 'kv-no-lostleader',
  part: '3A',
  bug: 'A waiting request never notices that its server has lost the leadership.',
  rule: 'an entry of a deposed leader may never be committed (Raft §5.3)',
  scenario: '3A/deposed-leader',
  expected: ['progress'],
  hint: 'notice that another entry was applied at its index, that a snapshot covers it, or that the term has changed',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'if (this.waiters.size === 0 || this.leadershipCheck !== undefined) return;',
      replace: 'if (this.waiters.size >= 0) return;',
    },
    {
      file: 'rsm/server-group.ts',
      find: 'const PATIENCE_MS = 500;',
      replace: 'const PATIENCE_MS = 2 ** 31 - 1;',
    },
  ],
};
