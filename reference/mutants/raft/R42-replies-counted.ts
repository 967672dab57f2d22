import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R42: Mutant = {
  id: 'R42',
  name: 'replies-counted',
  part: '2B',
  bug: 'A leader counts the replies that confirm an entry, not the servers that hold it.',
  rule: 'Figure 2, Leaders: a majority of matchIndex[i] ≥ N',
  scenario: '2B/one-follower',
  expected: ['commit needs a majority'],
  hint: 'an entry is committed when a majority of the servers has it: two confirmations by one follower are one (matchIndex, Figure 2)',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '    recordMatch(progress, args.prevLogIndex + args.entries.length);',
      replace:
        '    recordMatch(progress, args.prevLogIndex + args.entries.length);\n    const counts = confirmationsOf(progress);\n    args.entries.forEach((_, i) => {\n      counts[args.prevLogIndex + 1 + i] = (counts[args.prevLogIndex + 1 + i] ?? 0) + 1;\n    });',
    },
    {
      file: 'raft/leader.ts',
      find: '  const holders = server.others.filter((peer) => server.progress[peer]!.matchIndex >= index);\n  return server.hasMajority(holders.length + 1);\n}',
      replace:
        '  const replies = server.others.reduce((sum, peer) => sum + (confirmationsOf(server.progress[peer]!)[index] ?? 0), 0);\n  return server.hasMajority(replies + 1);\n}\n\nconst confirmations = new WeakMap<object, number[]>();\n\nfunction confirmationsOf(progress: object): number[] {\n  const counts = confirmations.get(progress) ?? [];\n  confirmations.set(progress, counts);\n  return counts;\n}',
    },
  ],
};
