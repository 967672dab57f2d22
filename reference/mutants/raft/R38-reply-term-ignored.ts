import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R38: Mutant = {
  id: 'R38',
  name: 'reply-term-ignored',
  part: '2A',
  bug: 'A leader does not look at the term in replies to its calls.',
  rule: 'Figure 2, All Servers: if RPC request or response contains a higher term, adopt it and convert to follower',
  scenario: '2A/later-term',
  expected: ['leader election', 'agreement', 'term stability'],
  hint: 'replies carry the term too: a leader that is answered from a higher term steps down (Figure 2, All Servers)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '  if (replyTerm > server.currentTerm) server.becomeFollower(replyTerm);\n',
      replace: '',
    },
  ],
};
