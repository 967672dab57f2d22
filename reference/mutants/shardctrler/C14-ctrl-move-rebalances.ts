import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C14: Mutant = {
  id: 'C14',
  name: 'ctrl-move-rebalances',
  part: '4A',
  bug: 'A move is followed by rebalancing.',
  rule: 'a move assigns one shard and nothing else (6.824 Lab 4A)',
  scenario: '4A/move',
  expected: ['exact placement'],
  hint: 'does not rebalance',
  patches: [
    {
      file: 'shardctrler/configurations.ts',
      find: 'return { num, shards, groups: copyOf(config.groups) };',
      replace: 'return { num, shards: rebalance(shards, gidsOf(config.groups)), groups: copyOf(config.groups) };',
    },
  ],
};
