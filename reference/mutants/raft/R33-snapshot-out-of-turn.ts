import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R33: Mutant = {
  id: 'R33',
  name: 'snapshot-out-of-turn',
  part: '2D',
  bug: 'The snapshot is handed over by a task of its own, entries behind it may come first.',
  rule: 'Lab 2D: snapshots and entries reach applyCh in the order of their indexes',
  scenario: '2D/snapshot-in-turn',
  expected: ['apply order', 'snapshot delivery'],
  hint: 'hand the snapshot over in its turn, by the same applier as the entries: nothing behind it may come first',
  patches: [
    {
      file: 'raft/apply.ts',
      find: '  if (server.pendingSnapshot !== null) return takeSnapshot(server);\n',
      replace:
        '  if (server.pendingSnapshot !== null) {\n    const msg = takeSnapshot(server);\n    if (msg !== null) setTimeout(() => void server.env.apply(msg), 20);\n  }\n',
    },
  ],
};
