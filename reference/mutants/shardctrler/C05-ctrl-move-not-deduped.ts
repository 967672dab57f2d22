import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const C05: Mutant = {
  id: 'C05',
  name: 'ctrl-move-not-deduped',
  part: '4A',
  bug: 'Moves are executed again when they arrive again.',
  rule: 'each change makes one configuration',
  scenario: '4A/late-copies',
  expected: ['exactly once', 'exact placement'],
  hint: 'remember the last number of each clerk',
  patches: [
    {
      file: 'shardctrler/ctrler-machine.ts',
      find: 'if (this.hasApplied(change)) return;',
      replace: "if (change.op !== 'move' && this.hasApplied(change)) return;",
    },
    {
      file: 'shardctrler/server.ts',
      find: 'machine.hasApplied(command) ?',
      replace: "command.op !== 'move' && machine.hasApplied(command) ?",
    },
  ],
};
