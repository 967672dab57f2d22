import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R21: Mutant = {
  id: 'R21',
  name: 'commit-old-term',
  part: '2C',
  bug: 'A leader commits an entry of an older term when it is on a majority.',
  rule: 'Figure 2, Rules for Servers, Leaders: commit by counting only entries of the current term (section 5.4.2, Figure 8)',
  scenario: '2C/figure-8-commit',
  expected: ['state machine safety'],
  hint: 'a leader may count replicas only for entries of its own term: older ones are committed along with those (Figure 8)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: 'return server.log.termAt(index) === server.currentTerm;',
      replace: 'return index > 0;',
    },
  ],
};
