import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K13: Mutant = {
  id: 'K13',
  name: 'kv-dedup-latest-only',
  part: '3A',
  bug: 'Only a client’s very last operation is recognised as a duplicate.',
  rule: 'copies may arrive after later operations',
  scenario: '3A/duplicated-requests',
  expected: ['exactly once'],
  hint: 'servers remember each client’s last number',
  patches: [
    {
      file: 'rsm/session-table.ts',
      find: 'write.seq <= (this.latest',
      replace: 'write.seq === (this.latest',
    },
  ],
};
