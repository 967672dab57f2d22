import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S05: Mutant = {
  id: 'S05',
  name: 'shard-serve-early',
  part: '4B',
  bug: 'A group serves a shard before its data has arrived.',
  rule: 'a shard is served by one group at a time, from one copy',
  scenario: '4B/absent-giver',
  expected: ['safe handover', 'no stale reads', 'acknowledged writes last'],
  hint: 'serve a shard only after its data has arrived',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: 'if (owner === this.gid && this.owners[shard] === NOBODY)',
      replace: 'if (owner === this.gid && !this.held.has(shard))',
    },
  ],
};
