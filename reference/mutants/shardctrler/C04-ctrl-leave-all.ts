import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C04: Mutant = {
  id: 'C04',
  name: 'ctrl-leave-all',
  part: '4A',
  bug: 'The shards of the last group that leaves stay with it.',
  rule: 'without groups every shard is at gid 0 (6.824 Lab 4A)',
  scenario: '4A/basic-leave-join',
  expected: ['every shard is served'],
  hint: 'the last group that leaves',
  patches: [
    {
      file: 'shardctrler/rebalance.ts',
      find: 'if (gids.length === 0) return shards.map(() => NOBODY);',
      replace: 'if (gids.length === 0) return [...shards];',
    },
  ],
};
