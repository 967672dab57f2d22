import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S01: Mutant = {
  id: 'S01',
  name: 'shard-skip-config',
  part: '4B',
  bug: 'A group goes over to the latest configuration at once.',
  rule: 'configurations are taken one by one, in order (6.824 Lab 4B)',
  scenario: '4B/config-burst',
  expected: ['progress', 'acknowledged writes last', 'no stale reads'],
  hint: 'take configurations one by one',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: 'return config.num === this.config.num + 1 && this.hasAllItsShards();',
      replace: 'return config.num > this.config.num && this.hasAllItsShards();',
    },
    {
      file: 'shardkv/reconfiguration.ts',
      find: 'query(this.machine.configNum + 1)',
      replace: 'query(-1)',
    },
  ],
};
