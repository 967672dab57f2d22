import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R28: Mutant = {
  id: 'R28',
  name: 'start-no-persist',
  part: '2C',
  bug: 'The leader does not save a new entry.',
  rule: 'Figure 2, State: log[] is persistent, updated before responding to RPCs',
  scenario: '2C/entry-survives-crash',
  expected: ['state machine safety', 'durability', 'persist before reply', 'leader completeness'],
  hint: 'the leader counts itself among those that hold the entry: save it before you send it (Figure 2, persistent state)',
  patches: [
    {
      file: 'raft.ts',
      find: '  server.log.append({ term: server.currentTerm, command });\n  server.persist();',
      replace: '  server.log.append({ term: server.currentTerm, command });',
    },
  ],
};
