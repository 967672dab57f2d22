import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R05: Mutant = {
  id: 'R05',
  name: 'voted-for-not-reset',
  part: '2A',
  bug: 'The vote of an older term is kept when a higher term is adopted.',
  rule: 'Figure 2, All Servers: a higher term makes a follower; a vote belongs to one term',
  scenario: '2A/many-elections',
  expected: ['leader election'],
  hint: 'votedFor belongs to a term: reset it whenever currentTerm changes (Figure 2)',
  patches: [
    {
      file: 'raft/server.ts',
      find: '    this.currentTerm = term;\n    this.votedFor = null;',
      replace: '    this.currentTerm = term;',
    },
  ],
};
