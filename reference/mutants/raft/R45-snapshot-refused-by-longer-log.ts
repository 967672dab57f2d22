import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R45: Mutant = {
  id: 'R45',
  name: 'snapshot-refused-by-longer-log',
  part: '2D',
  bug: 'A snapshot is ignored when the own log is longer.',
  rule: 'Figure 13, InstallSnapshot, receiver 6 and 7: entries that follow it stay only if the log has its last entry; else the entire log is discarded',
  scenario: '2D/longer-tail',
  expected: ['agreement'],
  hint: 'whether a snapshot is news depends on what is committed here, not on the length of the log: uncommitted entries beyond it go (Figure 13, receiver 7)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: 'return args.lastIncludedIndex > server.commitIndex;',
      replace: 'return args.lastIncludedIndex > server.log.lastIndex;',
    },
  ],
};
