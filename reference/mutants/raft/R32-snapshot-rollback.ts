import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R32: Mutant = {
  id: 'R32',
  name: 'snapshot-rollback',
  part: '2D',
  bug: 'An older snapshot is accepted.',
  rule: 'Figure 13 and lecture 7: a snapshot that covers less than what is committed here is ignored',
  scenario: '2D/late-snapshots',
  expected: ['apply order', 'state machine safety', 'snapshot delivery'],
  hint: 'ignore a snapshot that is older than what you have committed: it would take the service back',
  patches: [
    {
      file: 'raft/follower.ts',
      find: 'return args.lastIncludedIndex > server.commitIndex;',
      replace: 'return args.lastIncludedIndex > 0;',
    },
    {
      file: 'raft/follower.ts',
      find: '  if (!log.matches(index, term) && index <= log.lastIndex) log.truncateFrom(index);\n  log.discardThrough(index, term);',
      replace:
        '  if (index <= log.lastIncludedIndex) return;\n  if (!log.matches(index, term) && index <= log.lastIndex) log.truncateFrom(index);\n  log.discardThrough(index, term);',
    },
  ],
};
