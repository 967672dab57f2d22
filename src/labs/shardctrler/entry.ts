import type { LabEntry } from '../lab-entry.ts';

export const SHARDCTRLER_ENTRY: LabEntry = {
  name: 'shardctrler',
  exports: ['makeShardCtrler', 'makeShardCtrlerClerk'],
  programs: {
    shardctrler: { module: 'shardctrler', factory: 'shardCtrlerProgram' },
    shardctrlerClerk: { module: 'shardctrler-clerk', factory: 'shardCtrlerClerkProgram' },
  },
  observesRaft: true,
};
