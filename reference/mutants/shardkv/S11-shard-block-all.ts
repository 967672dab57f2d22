import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S11: Mutant = {
  id: 'S11',
  name: 'shard-block-all',
  part: '4B',
  bug: 'A group serves nothing while any of its shards is on the way.',
  rule: 'a migration delays only the shards that it moves (6.824 Lab 4B, challenge 2)',
  scenario: '4B/challenge-2-partial',
  expected: ['unaffected shards stay available'],
  hint: 'keep a state per shard',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: 'return this.isAssigned(shard) && this.held.has(shard);',
      replace: 'return this.isAssigned(shard) && this.hasAllItsShards();',
    },
  ],
};
