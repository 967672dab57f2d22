import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R23: Mutant = {
  id: 'R23',
  name: 'match-not-reset',
  part: '2B',
  bug: 'matchIndex is kept from an earlier time as leader.',
  rule: 'Figure 2, Volatile state on leaders: reinitialised after election',
  scenario: '2B/leader-again',
  expected: ['state machine safety', 'leader completeness', 'commit needs a majority'],
  hint: 'nextIndex and matchIndex are reinitialised after every election: what followers held then, they may have lost since (Figure 2)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: 'server.progress = server.peers.map(() => initialProgress(server.log.lastIndex));',
      replace:
        'server.progress = server.peers.map((_, peer) => ({\n    ...initialProgress(server.log.lastIndex),\n    matchIndex: server.progress[peer]?.matchIndex ?? 0,\n  }));',
    },
    {
      file: 'raft/progress.ts',
      find: 'progress.nextIndex = Math.max(progress.nextIndex, progress.matchIndex + 1);',
      replace: 'progress.nextIndex = Math.max(progress.nextIndex, index + 1);',
    },
  ],
};
