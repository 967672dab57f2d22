import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K04: Mutant = {
  id: 'K04',
  name: 'kv-snap-no-dedup',
  part: '3B',
  bug: 'The table of the clients’ last operations is not in the snapshot.',
  rule: 'duplicate detection is part of the replicated state (6.824 Lab 3B)',
  scenario: '3B/retry-after-restore',
  expected: ['exactly once'],
  hint: 'part of the snapshot',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: 'sessions: this.sessions.encode() };',
      replace: 'sessions: {} };',
    },
  ],
};
