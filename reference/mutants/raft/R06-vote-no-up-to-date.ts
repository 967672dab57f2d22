import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R06: Mutant = {
  id: 'R06',
  name: 'vote-no-up-to-date',
  part: '2B',
  bug: 'A vote is granted whatever the candidate’s log holds.',
  rule: 'Figure 2, RequestVote, receiver 2, and §5.4.1: the candidate’s log must be at least as up-to-date',
  scenario: '2B/stale-campaigner',
  expected: ['state machine safety', 'leader completeness', 'apply order'],
  hint: 'election restriction: vote only for a candidate whose log is at least as up-to-date as yours (§5.4.1)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  if (lastLogTerm !== server.log.lastTerm) return lastLogTerm > server.log.lastTerm;\n  return lastLogIndex >= server.log.lastIndex;',
      replace: '  return lastLogIndex >= 0 && lastLogTerm >= 0 && server.log.lastIndex >= 0;',
    },
  ],
};
