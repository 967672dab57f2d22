import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S21: Mutant = {
  id: 'S21',
  name: 'shard-one-controller',
  part: '4B',
  bug: 'Servers ask one server of the controller only.',
  rule: 'any server may fail',
  scenario: '4B/controller-faults',
  expected: ['progress'],
  hint: 'give the controller’s clerk all its servers',
  patches: [
    {
      file: 'shardkv/server.ts',
      find: 'makeShardCtrlerClerk({ servers: env.ctrlers })',
      replace: 'makeShardCtrlerClerk({ servers: env.ctrlers.slice(0, 1) })',
    },
  ],
};
