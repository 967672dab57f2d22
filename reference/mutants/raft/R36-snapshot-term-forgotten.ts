import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R36: Mutant = {
  id: 'R36',
  name: 'snapshot-term-forgotten',
  part: '2D',
  bug: 'The term of the last entry in the snapshot is forgotten.',
  rule: 'Figure 13 and §7: lastIncludedTerm is kept for the check of the AppendEntries that follows the snapshot',
  scenario: '2D/snapshot-install',
  expected: ['agreement', 'message economy', 'log compaction', 'snapshot transfer', 'leader election'],
  hint: 'remember lastIncludedTerm: the entry right behind the snapshot is checked against it (§7)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '    prevLogTerm: log.termAt(prevLogIndex),',
      replace: '    prevLogTerm: prevLogIndex === log.lastIncludedIndex ? 0 : log.termAt(prevLogIndex),',
    },
  ],
};
