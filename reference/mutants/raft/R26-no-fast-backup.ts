import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R26: Mutant = {
  id: 'R26',
  name: 'no-fast-backup',
  part: '2C',
  bug: 'The leader goes back one entry per refusal.',
  rule: '§5.3 and lecture 7: back up a term at a time',
  scenario: '2C/figure-8-unreliable',
  expected: ['fast backup', 'agreement'],
  hint: 'go back a whole term per refusal: let the follower say which term conflicts and where it starts (§5.3, lecture 7)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '  const { xTerm, xIndex = 1, xLen = 0 } = reply;\n  if (xTerm === undefined) return xLen + 1;\n  const lastOfTerm = server.log.lastIndexOfTerm(xTerm, args.prevLogIndex);\n  return lastOfTerm === undefined ? xIndex : lastOfTerm + 1;',
      replace: '  return reply.term > server.currentTerm ? 1 : args.prevLogIndex;',
    },
  ],
};
