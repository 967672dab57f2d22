import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R08: Mutant = {
  id: 'R08',
  name: 'vote-strictly-longer',
  part: '2B',
  bug: 'A vote is granted only to a candidate with a longer log.',
  rule: '§5.4.1: at least as up-to-date, so an equal log is good enough',
  scenario: '2B/fail-agree',
  expected: ['leader election', 'agreement'],
  hint: 'an equal log is up-to-date enough to get the vote (§5.4.1: at least)',
  patches: [
    {
      file: 'raft/election.ts',
      find: 'return lastLogIndex >= server.log.lastIndex;',
      replace: 'return lastLogIndex > server.log.lastIndex;',
    },
  ],
};
