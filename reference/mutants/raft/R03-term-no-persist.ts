import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R03: Mutant = {
  id: 'R03',
  name: 'term-no-persist',
  part: '2C',
  bug: 'A higher term that is heard of is not saved.',
  rule: 'Figure 2, State: currentTerm is persistent, updated before responding to RPCs',
  scenario: '2C/term-survives-crash',
  expected: ['term monotonicity', 'persist before reply', 'one vote per term', 'election safety'],
  hint: 'save currentTerm before anything that shows it: a server never goes back to an older term (Figure 2, persistent state)',
  patches: [
    {
      file: 'raft/server.ts',
      find: '    this.votedFor = null;\n    this.persist();',
      replace: '    this.votedFor = null;',
    },
  ],
};
