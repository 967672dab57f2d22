import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R19: Mutant = {
  id: 'R19',
  name: 'truncate-always',
  part: '2B',
  bug: 'Everything behind prevLogIndex is deleted, also what agrees.',
  rule: 'Figure 2, AppendEntries, receiver 3: delete only from an entry that conflicts',
  scenario: '2B/overtaken-append',
  expected: ['state machine safety', 'leader completeness', 'durability'],
  hint: 'delete entries only when one conflicts: an old call must not take back what a later one has brought (receiver 3)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  const firstNew = entries.findIndex((entry, offset) => !log.matches(prevLogIndex + 1 + offset, entry.term));\n  if (firstNew === -1) return false;\n',
      replace:
        '  const firstNew = prevLogIndex < log.lastIncludedIndex ? log.lastIncludedIndex - prevLogIndex : 0;\n  if (firstNew > entries.length) return false;\n',
    },
  ],
};
