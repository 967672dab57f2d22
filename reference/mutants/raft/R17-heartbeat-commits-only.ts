import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R17: Mutant = {
  id: 'R17',
  name: 'heartbeat-commits-only',
  part: '2B',
  bug: 'A heartbeat moves the commit index as far as the own log goes, without looking at the log.',
  rule: 'Figure 2, AppendEntries, receiver 5: commit no further than the last entry that is known to agree',
  scenario: '2B/rejoin',
  expected: ['state machine safety', 'apply order'],
  hint: 'leaderCommit says nothing about entries that may differ: commit only up to the last entry that this call has checked (receiver 5)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  const { log } = server;\n  if (!log.matches',
      replace:
        '  const { log } = server;\n  if (args.entries.length === 0) advanceCommitIndex(server, args.leaderCommit, log.lastIndex);\n  if (!log.matches',
    },
  ],
};
