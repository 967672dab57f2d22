import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R27: Mutant = {
  id: 'R27',
  name: 'fast-backup-off-by-one',
  part: '2C',
  bug: 'The leader goes back to one entry too far on, and never to the conflict.',
  rule: 'Lecture 7, case 2: nextIndex is the leader’s last entry of the conflicting term, plus one at most',
  scenario: '2C/figure-8-unreliable',
  expected: ['agreement', 'fast backup', 'leader election'],
  hint: 'check the three cases of lecture 7: after a refusal nextIndex must be at or before the entry that conflicts',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '  return lastOfTerm === undefined ? xIndex : lastOfTerm + 1;',
      replace: '  return lastOfTerm === undefined ? xIndex + 1 : lastOfTerm + 2;',
    },
    {
      file: 'raft/progress.ts',
      find: 'Math.max(1, Math.min(nextIndex, progress.nextIndex - 1))',
      replace: 'Math.max(1, Math.min(nextIndex, progress.nextIndex))',
    },
  ],
};
