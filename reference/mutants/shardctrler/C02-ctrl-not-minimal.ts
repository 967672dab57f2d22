import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C02: Mutant = {
  id: 'C02',
  name: 'ctrl-not-minimal',
  part: '4A',
  bug: 'All shards are dealt anew at every change.',
  rule: 'a change moves as few shards as balance allows (6.824 Lab 4A)',
  scenario: '4A/minimal-transfers-after-joins',
  expected: ['minimal transfer'],
  hint: 'start from the present assignment',
  patches: [
    {
      file: 'shardctrler/rebalance.ts',
      find: '  const room = quotas(shards, gids);\n',
      replace:
        '  if (gids.length > 0) return shards.map((_, shard) => gids[shard % gids.length]!);\n  const room = quotas(shards, gids);\n',
    },
  ],
};
