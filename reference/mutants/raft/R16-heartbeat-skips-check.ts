import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R16: Mutant = {
  id: 'R16',
  name: 'heartbeat-skips-check',
  part: '2B',
  bug: 'An AppendEntries without entries succeeds, whatever is at prevLogIndex, and moves the commit index as far as the own log goes.',
  rule: 'Figure 2, AppendEntries, receiver 2: reply false if the log has no entry at prevLogIndex with prevLogTerm',
  scenario: '2B/rejoin',
  expected: ['state machine safety', 'apply order', 'agreement'],
  hint: 'a heartbeat is an AppendEntries like any other: check prevLogIndex and prevLogTerm (Figure 2, receiver 2)',
  patches: [
    {
      file: 'raft/follower.ts',
      find: '  if (!log.matches(args.prevLogIndex, args.prevLogTerm)) {',
      replace:
        '  if (args.entries.length === 0) {\n    advanceCommitIndex(server, args.leaderCommit, log.lastIndex);\n    return { term: server.currentTerm, success: true };\n  }\n  if (!log.matches(args.prevLogIndex, args.prevLogTerm)) {',
    },
    {
      file: 'raft/leader.ts',
      find: '    recordMatch(progress, args.prevLogIndex + args.entries.length);',
      replace:
        '    if (args.entries.length > 0) recordMatch(progress, args.prevLogIndex + args.entries.length);\n    else if (server.log.lastIndex > progress.matchIndex) progress.nextIndex = Math.max(progress.matchIndex + 1, server.log.lastIncludedIndex + 1);',
    },
  ],
};
