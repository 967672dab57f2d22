import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K16: Mutant = {
  id: 'K16',
  name: 'kv-client-id-clock',
  part: '3A',
  bug: 'Client ids are taken from the clock.',
  rule: 'client ids are unique',
  scenario: '3A/unreliable-one-key',
  expected: ['acknowledged writes last', 'commit before reply'],
  hint: 'known by a random id',
  patches: [
    {
      file: 'rsm/operation-id.ts',
      find: 'Math.random().toString(36).slice(2, 10)',
      replace: 'String(Math.round(Date.now()))',
    },
  ],
};
