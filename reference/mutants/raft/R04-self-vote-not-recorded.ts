import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R04: Mutant = {
  id: 'R04',
  name: 'self-vote-not-recorded',
  part: '2A',
  bug: 'A candidate counts its own vote, but leaves votedFor empty.',
  rule: 'Figure 2, Candidates: vote for self',
  scenario: '2A/two-candidates',
  expected: [],
  hint: 'a candidate votes for itself: votedFor says so',
  control:
    'it gives no vote while it is a candidate or leads, and when it has stepped down in the same term, the leader of that term has its majority without it',
  patches: [
    {
      file: 'raft/election.ts',
      find: 'server.votedFor = server.me;',
      replace: 'server.votedFor = null;',
    },
    {
      file: 'raft/election.ts',
      find: 'return server.votedFor === null || server.votedFor === candidateId;',
      replace: "return server.role === 'follower' && (server.votedFor === null || server.votedFor === candidateId);",
    },
  ],
};
