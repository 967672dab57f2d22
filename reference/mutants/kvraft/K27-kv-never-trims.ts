import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';

export const K27: Mutant = {
  id: 'K27',
  name: 'kv-never-trims',
  part: '3B',
  bug: 'The size of the snapshot decides whether it is time for one.',
  rule: 'Raft’s state stays near maxRaftState (6.824 Lab 3B)',
  scenario: '3B/snapshot-rpc',
  expected: ['the log is trimmed'],
  hint: 'compare persister.stateSize() with maxRaftState',
  patches: [
    {
      file: 'rsm/replicated-state-machine.ts',
      find: 'this.persister.stateSize() >= this.maxRaftState',
      replace: 'this.persister.snapshotSize() >= this.maxRaftState',
    },
  ],
};
