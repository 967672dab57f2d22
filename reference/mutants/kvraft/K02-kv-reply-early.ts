import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K02: Mutant = {
  id: 'K02',
  name: 'kv-reply-early',
  part: '3A',
  bug: 'A put or append is acknowledged as soon as start() has returned.',
  rule: 'reply only after the operation has been committed and applied (Raft §8)',
  scenario: '3A/one-partition',
  expected: ['commit before reply', 'no progress in a minority', 'acknowledged writes last'],
  hint: 'wait until it comes back from Raft',
  patches: [
    {
      file: 'kvraft/server.ts',
      find: "(machine.hasApplied(write) ? { err: 'OK' } : execute(write)),",
      replace:
        "{ if (!replica.isLeader()) return { err: 'ErrWrongLeader' }; void execute(write); return { err: 'OK' }; },",
    },
  ],
};
