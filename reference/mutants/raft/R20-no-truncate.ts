import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R20: Mutant = {
  id: 'R20',
  name: 'no-truncate',
  part: '2B',
  bug: 'A conflicting entry is overwritten, but those behind it stay.',
  rule: 'Figure 2, AppendEntries, receiver 3: delete the conflicting entry and all that follow it',
  scenario: '2B/longer-tail',
  expected: ['state machine safety', 'leader completeness', 'apply order'],
  hint: 'an entry that conflicts goes together with all that follow it (receiver 3)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  if (index <= log.lastIndex) log.truncateFrom(index);\n}',
      replace: '  if (index > log.lastIndex + 1) log.truncateFrom(index);\n}',
    },
  ],
};
