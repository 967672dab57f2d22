import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R12: Mutant = {
  id: 'R12',
  name: 'timer-reset-by-stale-leader',
  part: '2A',
  bug: 'The election timer starts again at an AppendEntries of an older term.',
  rule: 'Figure 2, Followers: only AppendEntries from the current leader count',
  scenario: '2A/stale-leader',
  expected: ['leader election'],
  hint: 'only the current term’s leader keeps you from standing: ignore AppendEntries of an older term, also for the timer (Figure 2)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  if (args.term < server.currentTerm) return { term: server.currentTerm, success: false };\n  recogniseLeader(server, args.term);\n  const',
      replace:
        '  if (args.term < server.currentTerm) {\n    server.resetElectionTimer();\n    return { term: server.currentTerm, success: false };\n  }\n  recogniseLeader(server, args.term);\n  const',
    },
  ],
};
