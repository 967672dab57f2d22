import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C15: Mutant = {
  id: 'C15',
  name: 'ctrl-more-groups-than-shards',
  part: '4A',
  bug: 'Every group is promised a shard, however many there are.',
  rule: 'with more groups than shards some have none',
  scenario: '4A/more-groups-than-shards',
  expected: ['balance', 'every shard is served'],
  hint: '⌊S/G⌋ or ⌈S/G⌉',
  patches: [
    {
      file: 'shardctrler/rebalance.ts',
      find: 'const share = Math.floor(shards.length / gids.length);',
      replace: 'const share = Math.max(1, Math.floor(shards.length / gids.length));',
    },
  ],
};
