import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C16: Mutant = {
  id: 'C16',
  name: 'ctrl-join-first-only',
  part: '4A',
  bug: 'Of several groups that join at once only the first is taken.',
  rule: 'join and leave take any number of groups (6.824 Lab 4A)',
  scenario: '4A/multi-leave-join',
  expected: ['membership'],
  hint: 'a join or leave may name several groups',
  patches: [
    {
      file: 'shardctrler/configurations.ts',
      find: 'const groups = { ...copyOf(config.groups), ...copyOf(change.groups) };',
      replace:
        'const [g] = Object.entries(change.groups); const groups = { ...copyOf(config.groups), ...copyOf(Object.fromEntries([g!])) };',
    },
  ],
};
