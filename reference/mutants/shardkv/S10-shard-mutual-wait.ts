import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const S10: Mutant = {
  id: 'S10',
  name: 'shard-mutual-wait',
  part: '4B',
  bug: 'A group takes nothing in while it has something to hand over.',
  rule: 'groups must not wait for each other in a circle',
  scenario: '4B/crossing-handovers',
  expected: ['progress'],
  hint: 'groups must not wait for each other in a circle',
  patches: [
    {
      file: 'shardkv/handover.ts',
      find: '    // What is applied is committed, so any server may confirm it.\n',
      replace: "    if (this.machine.departures.length > 0) return { err: 'ErrNotReady' };\n",
    },
  ],
};
