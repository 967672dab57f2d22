import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C09: Mutant = {
  id: 'C09',
  name: 'ctrl-query-beyond',
  part: '4A',
  bug: 'A query for a number that there is not yet is answered with configuration 0.',
  rule: 'such a query is for the latest configuration (6.824 Lab 4A)',
  scenario: '4A/basic-leave-join',
  expected: ['queries beyond the latest'],
  hint: 'compare the number with the latest one',
  patches: [
    {
      file: 'shardctrler/ctrler-machine.ts',
      find: 'return this.configs[num] ?? this.latest();',
      replace: 'return num === -1 ? this.latest() : this.configs[num] ?? this.configs[0]!;',
    },
  ],
};
