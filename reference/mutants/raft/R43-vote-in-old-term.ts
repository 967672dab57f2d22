import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R43: Mutant = {
  id: 'R43',
  name: 'vote-in-old-term',
  part: '2A',
  bug: 'A request of an earlier term is granted when votedFor is free.',
  rule: 'Figure 2, RequestVote, receiver 1: reply false if term < currentTerm',
  scenario: '2A/late-requests',
  expected: ['one vote per term', 'election safety'],
  hint: 'refuse a RequestVote of an earlier term first of all: votedFor says nothing about that term (Figure 2, RequestVote, receiver 1)',
  patches: [
    {
      file: 'raft/election.ts',
      find: 'args.term === server.currentTerm && isVoteFree',
      replace: 'isVoteFree',
    },
    {
      file: 'raft/election.ts',
      find: 'return { term: server.currentTerm, voteGranted };',
      replace: 'return { term: voteGranted ? args.term : server.currentTerm, voteGranted };',
    },
  ],
};
