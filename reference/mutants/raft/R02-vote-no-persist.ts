import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R02: Mutant = {
  id: 'R02',
  name: 'vote-no-persist',
  part: '2C',
  bug: 'The vote is not saved before it is given.',
  rule: 'Figure 2, State: votedFor is persistent, updated before responding to RPCs',
  scenario: '2C/vote-survives-crash',
  expected: ['one vote per term', 'election safety', 'persist before reply'],
  hint: 'save votedFor before the reply leaves: after a crash the server must know whom it voted for (Figure 2, persistent state)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '    server.votedFor = candidateId;\n    server.persist();',
      replace: '    server.votedFor = candidateId;',
    },
  ],
};
