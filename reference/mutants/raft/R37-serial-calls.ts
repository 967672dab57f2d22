import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R37: Mutant = {
  id: 'R37',
  name: 'serial-calls',
  part: '2B',
  bug: 'The leader calls one server after the other, and waits for each.',
  rule: '§5.1: servers issue RPCs in parallel',
  scenario: '2B/dead-peer',
  expected: ['agreement', 'leader election'],
  hint: 'call all servers in parallel (§5.1): one that does not answer must not hold up the others',
  patches: [
    {
      file: 'raft/leader.ts',
      find: '  for (const peer of server.others) void appendEntries(server, peer, []);\n',
      replace: '  void inTurn(server, (peer) => appendEntries(server, peer, []));\n',
    },
    {
      file: 'raft/leader.ts',
      find: 'function replicate(server: Server): void {\n  advanceCommitIndex(server);\n  for (const peer of server.others) catchUp(server, peer);\n}',
      replace:
        'let isBusy = false;\nasync function inTurn(server: Server, call: (peer: number) => Promise<void> | undefined): Promise<void> {\n  if (isBusy) return;\n  isBusy = true;\n  for (const peer of server.others) await call(peer);\n  isBusy = false;\n}\n\nfunction replicate(server: Server): void {\n  advanceCommitIndex(server);\n  void inTurn(server, (peer) => {\n    const { nextIndex } = server.progress[peer]!;\n    if (nextIndex > server.log.lastIndex || nextIndex <= server.log.lastIncludedIndex) return undefined;\n    return appendEntries(server, peer, server.log.entriesFrom(nextIndex, ENTRIES_MAX));\n  });\n}',
    },
  ],
};
