import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K21: Mutant = {
  id: 'K21',
  name: 'kv-sticky-clerk',
  part: '3A',
  bug: 'The clerk never leaves the server that answered it once.',
  rule: 'any server may fail',
  scenario: '3A/retry-at-new-leader',
  expected: ['progress'],
  hint: 'let the clerk try the next server',
  patches: [
    {
      file: 'rsm/server-group.ts',
      find: '    for (const server of this.fromLeaderOn()) {',
      replace: '    for (const server of this.leader > 0 ? [this.leader] : this.fromLeaderOn()) {',
    },
  ],
};
