import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R29: Mutant = {
  id: 'R29',
  name: 'append-no-persist',
  part: '2C',
  bug: 'A follower acknowledges entries that it has not saved.',
  rule: 'Figure 2, State: log[] is persistent, updated before responding to RPCs',
  scenario: '2C/entry-survives-crash',
  expected: ['persist before reply', 'state machine safety', 'durability', 'leader completeness'],
  hint: 'save the entries before you acknowledge them: the leader counts you among the majority (Figure 2, persistent state)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: 'if (reconcile(log, args.prevLogIndex, args.entries)) server.persist();',
      replace: 'reconcile(log, args.prevLogIndex, args.entries);',
    },
  ],
};
