import type { LabEntry } from '../lab-entry.ts';

export const RAFT_ENTRY: LabEntry = {
  name: 'raft',
  exports: ['makeRaft'],
  programs: { raft: { module: 'raft', factory: 'raftProgram' } },
};
