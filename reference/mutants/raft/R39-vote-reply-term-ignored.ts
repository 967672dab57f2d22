import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R39: Mutant = {
  id: 'R39',
  name: 'vote-reply-term-ignored',
  part: '2A',
  bug: 'A candidate does not look at the term of a vote that is refused.',
  rule: 'Figure 2, All Servers: if RPC request or response contains a higher term, adopt it and convert to follower',
  scenario: '2A/later-term',
  expected: ['leader election'],
  hint: 'a refused vote tells the term of the one who refuses: a candidate adopts it, or it asks for ever in terms that are over (Figure 2, All Servers)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  if (reply.term > server.currentTerm) server.becomeFollower(reply.term);\n  else if',
      replace: '  if',
    },
  ],
};
