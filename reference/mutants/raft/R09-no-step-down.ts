import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R09: Mutant = {
  id: 'R09',
  name: 'no-step-down',
  part: '2A',
  bug: 'A higher term is adopted, but the server keeps its role.',
  rule: 'Figure 2, All Servers: if an RPC contains a higher term, convert to follower',
  scenario: '2A/re-election',
  expected: ['election safety', 'leader election', 'leader needs a majority', 'term stability'],
  hint: 'whoever hears of a higher term becomes a follower, leader and candidate too (Figure 2, All Servers)',
  patches: [
    {
      file: 'raft/server.ts',
      find: '    if (term > this.currentTerm) this.adoptTerm(term);\n    const wasLeader',
      replace:
        '    if (term > this.currentTerm) {\n      this.adoptTerm(term);\n      return;\n    }\n    const wasLeader',
    },
  ],
};
