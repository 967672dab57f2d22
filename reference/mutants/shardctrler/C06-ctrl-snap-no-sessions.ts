import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C06: Mutant = {
  id: 'C06',
  name: 'ctrl-snap-no-sessions',
  part: '4A',
  bug: 'The controller’s snapshot lacks the table of duplicates.',
  rule: 'duplicate detection is part of the replicated state',
  scenario: '4A/retry-after-restore',
  expected: ['exactly once'],
  hint: 'keep it in any snapshot',
  patches: [
    {
      file: 'shardctrler/ctrler-machine.ts',
      find: 'sessions: this.sessions.encode() }',
      replace: 'sessions: {} }',
    },
  ],
};
