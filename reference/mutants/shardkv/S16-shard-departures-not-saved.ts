import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S16: Mutant = {
  id: 'S16',
  name: 'shard-departures-not-saved',
  part: '4B',
  bug: 'Shards that wait to be handed over are not in the snapshot.',
  rule: 'a snapshot holds the whole state (Raft §7)',
  scenario: '4B/unaffected-giver',
  expected: ['progress', 'acknowledged writes last'],
  hint: 'keep in the snapshot what is yet to be handed over',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: 'held, leaving: this.leaving };',
      replace: 'held, leaving: [] };',
    },
  ],
};
