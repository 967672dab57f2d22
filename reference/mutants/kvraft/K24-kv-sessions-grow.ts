import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K24: Mutant = {
  id: 'K24',
  name: 'kv-sessions-grow',
  part: '3B',
  bug: 'The snapshot holds every operation number there ever was.',
  rule: 'a client has one operation at a time (6.824 Lab 3)',
  scenario: '3B/snapshot-size',
  expected: ['snapshots are small'],
  hint: 'one number per client is enough',
  patches: [
    {
      file: 'rsm/session-table.ts',
      find: '    this.latest.set(write.clientId, write.seq);',
      replace: '    this.latest.set(write.clientId, write.seq); this.latest.set(write.clientId + write.seq, 1);',
    },
  ],
};
