import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R11: Mutant = {
  id: 'R11',
  name: 'timer-reset-by-any-request',
  part: '2B',
  bug: 'The election timer starts again at every RequestVote, granted or not.',
  rule: 'Figure 2, Followers: the timeout starts again only on AppendEntries from the current leader or when a vote is granted',
  scenario: '2B/stale-campaigner',
  expected: ['leader election', 'agreement'],
  hint: 'restart the election timer only when you grant a vote, not at every request (Figure 2, Followers)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  if (args.term > server.currentTerm) server.becomeFollower(args.term);\n  const voteGranted',
      replace:
        '  server.resetElectionTimer();\n  if (args.term > server.currentTerm) server.becomeFollower(args.term);\n  const voteGranted',
    },
  ],
};
