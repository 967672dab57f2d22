import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K14: Mutant = {
  id: 'K14',
  name: 'kv-put-not-deduped',
  part: '3A',
  bug: 'Puts are executed again when they arrive again.',
  rule: 'a late copy of a put would undo what others have written since',
  scenario: '3A/late-copies',
  expected: ['exactly once', 'acknowledged writes last', 'no stale reads', 'linearizability'],
  hint: 'servers remember each client’s last number',
  patches: [
    {
      file: 'kvraft/kv-store.ts',
      find: '    if (this.hasApplied(write)) return;',
      replace: "    if (write.op === 'append' && this.hasApplied(write)) return;",
    },
    {
      file: 'kvraft/server.ts',
      find: 'machine.hasApplied(write) ?',
      replace: "write.op === 'append' && machine.hasApplied(write) ?",
    },
  ],
};
