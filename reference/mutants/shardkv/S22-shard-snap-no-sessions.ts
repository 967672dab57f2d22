import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S22: Mutant = {
  id: 'S22',
  name: 'shard-snap-no-sessions',
  part: '4B',
  bug: 'A group’s snapshot lacks what duplicate detection knows of its shards.',
  rule: 'Lab 4B: the snapshot holds the whole state of the service; a request is applied at most once',
  scenario: '4B/retry-after-restore',
  expected: ['exactly once'],
  hint: 'duplicate detection is part of a shard, in the snapshot too: a client may try again after all servers have restarted',
  patches: [
    {
      file: 'shardkv/shard-machine.ts',
      find: 'new Map(held.map(([shard, store]) => [shard, new KVStore(store)]))',
      replace: 'new Map(held.map(([shard, store]) => [shard, new KVStore({ data: store.data, sessions: {} })]))',
    },
  ],
};
