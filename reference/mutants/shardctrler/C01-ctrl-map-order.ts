import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C01: Mutant = {
  id: 'C01',
  name: 'ctrl-map-order',
  part: '4A',
  bug: 'Shards are dealt in the order of an unordered map.',
  rule: 'all replicas go through the same states (Raft §2)',
  scenario: '4A/same-config-on-servers',
  expected: ['replica agreement'],
  hint: 'sort gids and break ties by gid',
  patches: [
    {
      file: 'shardctrler/configurations.ts',
      find: '.sort((a, b) => a - b);',
      replace: '.sort(() => Math.random() - 0.5);',
    },
    {
      file: 'shardctrler/rebalance.ts',
      find: 'shardsOf(b) - shardsOf(a) || a - b',
      replace: 'shardsOf(b) - shardsOf(a)',
    },
  ],
};
