import type { LabEntry } from '../lab-entry.ts';
import { SHARDCTRLER_ENTRY } from '../shardctrler/entry.ts';

export const SHARDKV_ENTRY: LabEntry = {
  name: 'shardkv',
  exports: ['makeShardKV', 'makeShardKVClerk'],
  programs: {
    shardkv: { module: 'shardkv', factory: 'shardKVProgram' },
    shardkvClerk: { module: 'shardkv-clerk', factory: 'shardKVClerkProgram' },
  },
  observesRaft: true,
  companions: [SHARDCTRLER_ENTRY],
};
