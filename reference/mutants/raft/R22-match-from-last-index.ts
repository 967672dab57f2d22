import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R22: Mutant = {
  id: 'R22',
  name: 'match-from-last-index',
  part: '2B',
  bug: 'A reply is taken to confirm everything that the leader has by then.',
  rule: 'Figure 2, Leaders: matchIndex is what the follower was sent: prevLogIndex + entries',
  scenario: '2B/start-in-flight',
  expected: ['state machine safety', 'commit needs a majority', 'leader completeness'],
  hint: 'matchIndex = prevLogIndex + number of entries of that call, not what the log holds when the reply comes',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '    recordMatch(progress, args.prevLogIndex + args.entries.length);',
      replace: '    recordMatch(progress, server.log.lastIndex);',
    },
  ],
};
