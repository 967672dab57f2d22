import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K09: Mutant = {
  id: 'K09',
  name: 'kv-snap-not-loaded',
  part: '3B',
  bug: 'The snapshot on the disk is not restored at start.',
  rule: 'what is trimmed from the log is in the snapshot only (Raft §7)',
  scenario: '3B/restart-after-trim',
  expected: ['acknowledged writes last'],
  hint: 'after a restart restore the whole store from the snapshot',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: "if (snapshot !== '') this.machine.restore(snapshot);",
      replace: '',
    },
  ],
};
