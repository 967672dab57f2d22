import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R40: Mutant = {
  id: 'R40',
  name: 'votes-counted-twice',
  part: '2A',
  bug: 'A candidate counts replies: a server that is asked again and answers twice counts as two.',
  rule: '§5.2: a candidate wins with votes from a majority of the servers',
  scenario: '2A/one-voter',
  expected: ['leader needs a majority', 'election safety'],
  hint: 'count the servers that have voted for you, not their replies: a request that is sent again may be answered twice (§5.2)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  election.votes.add(voter);',
      replace: '  election.votes.add(voter + server.peers.length * election.votes.size);',
    },
  ],
};
