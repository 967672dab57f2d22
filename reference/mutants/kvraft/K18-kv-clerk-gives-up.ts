import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K18: Mutant = {
  id: 'K18',
  name: 'kv-clerk-gives-up',
  part: '3A',
  bug: 'The clerk returns after some failed attempts.',
  rule: 'a put returns only when it has taken effect (6.824 Lab 3A)',
  scenario: '3A/many-partitions-one-client',
  expected: ['acknowledged writes last', 'commit before reply'],
  hint: 'a clerk retries until it has such a reply',
  patches: [
    {
      file: 'rsm/server-group.ts',
      find: '    for (;;) {\n',
      replace: "    for (let tries = 0; ; tries++) {\n      if (tries === 8) return { err: 'OK' } as R;\n",
    },
  ],
};
