import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C08: Mutant = {
  id: 'C08',
  name: 'ctrl-shared-shards',
  part: '4A',
  bug: 'A move changes the shards of the configuration before, too.',
  rule: 'configurations never change once made',
  scenario: '4A/move',
  expected: ['immutable history'],
  hint: 'every configuration is a copy of its own',
  patches: [
    {
      file: 'shardctrler/configurations.ts',
      find: 'isPossible ? config.shards.with(change.shard, change.gid) : [...config.shards];',
      replace: 'config.shards; shards[change.shard] = change.gid;',
    },
  ],
};
