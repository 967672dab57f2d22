import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R01: Mutant = {
  id: 'R01',
  name: 'vote-twice',
  part: '2A',
  bug: 'A server grants its vote to every candidate that asks, also to a second one in the same term.',
  rule: 'Figure 2, RequestVote, receiver 2: grant only if votedFor is null or candidateId',
  scenario: '2A/two-candidates',
  expected: ['one vote per term', 'election safety'],
  hint: 'one vote per term: check votedFor before granting (Figure 2, RequestVote, receiver 2)',
  patches: [
    {
      file: 'raft/election.ts',
      find: 'return server.votedFor === null || server.votedFor === candidateId;',
      replace: 'return candidateId >= 0;',
    },
  ],
};
