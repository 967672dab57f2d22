import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const R30: Mutant = {
  id: 'R30',
  name: 'apply-under-lock',
  part: '2D',
  bug: 'A message is handed over while the lock is held that snapshot() needs.',
  rule: 'Lab 2D: do not hold a lock while sending on applyCh',
  scenario: '2D/snapshot-basic',
  expected: ['agreement', 'apply order', 'log compaction', 'snapshot delivery'],
  hint: 'do not wait for applyCh with a lock held: the service calls Snapshot() while it handles the message',
  patches: [
    {
      file: 'raft.ts',
      find: 'function snapshot(server: Server, index: number, data: string): void {',
      replace:
        'async function snapshot(server: Server, index: number, data: string): Promise<void> {\n  while (server.isApplying) await new Promise((resolve) => setTimeout(resolve, 1));',
    },
    {
      file: 'raft/apply.ts',
      find: 'await server.env.apply(msg);',
      replace: '{\n    await server.env.apply(msg);\n  }',
    },
  ],
};
