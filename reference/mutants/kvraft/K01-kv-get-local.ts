import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K01: Mutant = {
  id: 'K01',
  name: 'kv-get-local',
  part: '3A',
  bug: 'A get is answered from the leader’s own map.',
  rule: 'a server knows that it still leads only when a majority has said so since (lecture 7)',
  scenario: '3A/stale-read',
  expected: ['no stale reads'],
  hint: 'put gets through the log too',
  patches: [
    {
      file: 'kvraft/server.ts',
      find: 'Get: (read: Read) => execute(read),',
      replace: "Get: (read: Read) => (replica.isLeader() ? machine.apply(read) : { err: 'ErrWrongLeader' }),",
    },
  ],
};
