import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S03: Mutant = {
  id: 'S03',
  name: 'shard-no-dedup-move',
  part: '4B',
  bug: 'A shard is handed over without its duplicate table.',
  rule: 'a retry may reach the next owner (6.824 Lab 4B)',
  scenario: '4B/retry-at-new-owner',
  expected: ['exactly once'],
  hint: 'hand it over with the data',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: "'InstallShard', { configNum, shard, store });",
      replace: "'InstallShard', { configNum, shard, store: { ...store, sessions: {} } });",
    },
  ],
};
