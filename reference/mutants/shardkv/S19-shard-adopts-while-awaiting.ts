import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S19: Mutant = {
  id: 'S19',
  name: 'shard-adopts-while-awaiting',
  part: '4B',
  bug: 'A group goes on to the next configuration while shards are missing.',
  rule: 'a shard to give away later must have arrived first',
  scenario: '4B/config-burst',
  expected: ['progress', 'acknowledged writes last', 'no stale reads'],
  hint: 'take configurations one by one',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: ' && this.hasAllItsShards();\n  }\n\n  hasAllItsShards',
      replace: ';\n  }\n\n  hasAllItsShards',
    },
    {
      file: 'shardkv/reconfiguration.ts',
      find: 'if (!this.replica.isLeader() || !this.machine.hasAllItsShards()) return false;',
      replace: 'if (!this.replica.isLeader()) return false;',
    },
  ],
};
