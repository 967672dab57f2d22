import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K15: Mutant = {
  id: 'K15',
  name: 'kv-global-seq',
  part: '3A',
  bug: 'One sequence number for all clients tells duplicates.',
  rule: 'clients number their operations independently of each other',
  scenario: '3A/concurrent',
  expected: ['acknowledged writes last', 'commit before reply'],
  hint: 'only if its own client',
  patches: [
    {
      file: 'rsm/session-table.ts',
      find: 'return write.seq <= (this.latest.get(write.clientId) ?? 0);',
      replace: 'return write.seq <= Math.max(0, ...this.latest.values());',
    },
  ],
};
