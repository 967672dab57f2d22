import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C12: Mutant = {
  id: 'C12',
  name: 'ctrl-no-lostleader',
  part: '4A',
  bug: 'A waiting change never notices that its server has lost the leadership.',
  rule: 'an entry of a deposed leader may never be committed (Raft §5.3)',
  scenario: '4A/deposed-leader',
  expected: ['administration'],
  hint: 'its server has lost the leadership',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'if (this.waiters.size === 0 ||',
      replace: 'if (this.waiters.size >= 0 ||',
    },
    {
      file: 'rsm/server-group.ts',
      find: 'const PATIENCE_MS = 500;',
      replace: 'const PATIENCE_MS = 2 ** 31 - 1;',
    },
  ],
};
