import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R07: Mutant = {
  id: 'R07',
  name: 'vote-length-only',
  part: '2B',
  bug: 'Logs are compared by length alone.',
  rule: '§5.4.1: the later last term wins; only with the same last term the longer log',
  scenario: '2B/rejoin',
  expected: ['state machine safety', 'leader completeness', 'apply order'],
  hint: 'up-to-date means the later last term first, and only then the longer log (§5.4.1)',
  patches: [
    {
      file: 'raft/election.ts',
      find: '  if (lastLogTerm !== server.log.lastTerm) return lastLogTerm > server.log.lastTerm;\n',
      replace: '  if (lastLogTerm < 0) return false;\n',
    },
  ],
};
