import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R18: Mutant = {
  id: 'R18',
  name: 'commit-up-to-last-index',
  part: '2B',
  bug: 'A follower commits up to the end of its log, not of the call.',
  rule: 'Figure 2, AppendEntries, receiver 5: min(leaderCommit, index of last new entry)',
  scenario: '2B/late-heartbeat',
  expected: ['state machine safety', 'apply order'],
  hint: 'commitIndex = min(leaderCommit, index of the last new entry), not of the last entry you happen to have (receiver 5)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: 'advanceCommitIndex(server, args.leaderCommit, args.prevLogIndex + args.entries.length);',
      replace: 'advanceCommitIndex(server, args.leaderCommit, log.lastIndex);',
    },
  ],
};
