import type { LabEntry } from '../lab-entry.ts';

export const KVRAFT_ENTRY: LabEntry = {
  name: 'kvraft',
  exports: ['makeKVServer', 'makeClerk'],
  programs: {
    kvserver: { module: 'kvserver', factory: 'kvServerProgram' },
    clerk: { module: 'clerk', factory: 'clerkProgram' },
  },
  observesRaft: true,
};
