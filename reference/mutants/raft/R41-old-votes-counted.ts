import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R41: Mutant = {
  id: 'R41',
  name: 'old-votes-counted',
  part: '2A',
  bug: 'A vote of an earlier term counts for the present one.',
  rule: 'Figure 2, Candidates: votes received in this election; §5.2: a vote is given for one term',
  scenario: '2A/one-voter',
  expected: ['leader needs a majority', 'election safety'],
  hint: 'a vote counts only in the term it was asked for: compare the request’s term with currentTerm when the reply comes (§5.2)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  election.votes.add(voter);\n  if (server.hasMajority(election.votes.size))',
      replace:
        '  if (voter === server.me) votesOf.set(server, 0);\n  const votes = (votesOf.get(server) ?? 0) + 1;\n  votesOf.set(server, votes);\n  if (server.hasMajority(votes))',
    },
    {
      file: 'raft/election.ts',
      find: '/** A vote counts only',
      replace: 'const votesOf = new WeakMap<Server, number>();\n\n/** A vote counts only',
    },
    {
      file: 'raft/election.ts',
      find: "server.role === 'candidate' && server.currentTerm === args.term",
      replace: "server.role === 'candidate' && args.term > 0",
    },
  ],
};
