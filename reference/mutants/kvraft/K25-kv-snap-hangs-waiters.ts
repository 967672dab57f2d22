import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K25: Mutant = {
  id: 'K25',
  name: 'kv-snap-hangs-waiters',
  part: '3B',
  bug: 'Requests are answered only by entries that are applied.',
  rule: 'a snapshot may take the place of the entry (Raft §7)',
  scenario: '3B/request-overtaken-by-snapshot',
  expected: ['progress'],
  hint: 'that a snapshot covers it',
  patches: [
    {
      file: 'rsm/server-group.ts',
      find: 'const PATIENCE_MS = 500;',
      replace: 'const PATIENCE_MS = 2 ** 31 - 1;',
    },
    {
      file: 'rsm/replicated-state-machine.ts',
      find: '    this.answerAll((_, index) => index <= snapshotIndex);',
      replace: '',
    },
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'if (this.waiters.size === 0 ||',
      replace: 'if (this.waiters.size >= 0 ||',
    },
  ],
};
