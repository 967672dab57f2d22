import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R44: Mutant = {
  id: 'R44',
  name: 'late-replies-counted',
  part: '2B',
  bug: 'A leader takes a reply to a call of an earlier term for one of the present.',
  rule: 'Figure 2, Leaders: nextIndex and matchIndex belong to the present leadership; lecture 7: drop replies of old terms',
  scenario: '2B/late-confirmations',
  expected: ['commit needs a majority', 'state machine safety', 'leader completeness'],
  hint: 'drop replies to calls of an earlier term: compare the term that the request was sent in with currentTerm when the reply comes',
  patches: [
    {
      file: 'raft/leader.ts',
      find: "return server.role === 'leader' && server.currentTerm === callTerm;",
      replace: "return server.role === 'leader' && callTerm > 0;",
    },
  ],
};
