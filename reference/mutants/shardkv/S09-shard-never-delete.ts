import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S09: Mutant = {
  id: 'S09',
  name: 'shard-never-delete',
  part: '4B',
  bug: 'A shard that was handed over is never deleted.',
  rule: 'a group keeps nothing of what it has handed over (6.824 Lab 4B, challenge 1)',
  scenario: '4B/challenge-1-delete',
  expected: ['shards are deleted'],
  hint: 'delete it through the log',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: "return reply?.err === 'OK';",
      replace: 'return reply === undefined && false;',
    },
  ],
};
