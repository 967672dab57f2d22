import { KVRAFT_FUZZ_TESTS } from './kvraft/any-faults.ts';
import { KVRAFT_TESTS } from './kvraft/tests.ts';
import { type LabTest, partOf } from './lab-test.ts';
import { MAPREDUCE_FUZZ_TESTS } from './mapreduce/any-faults.ts';
import { MAPREDUCE_TESTS } from './mapreduce/tests.ts';
import { RAFT_FUZZ_TESTS } from './raft/any-faults.ts';
import { RAFT_TESTS } from './raft/tests.ts';
import { SHARDCTRLER_FUZZ_TESTS } from './shardctrler/any-faults.ts';
import { SHARDCTRLER_TESTS } from './shardctrler/tests.ts';
import { SHARDKV_FUZZ_TESTS } from './shardkv/any-faults.ts';
import { SHARDKV_TESTS } from './shardkv/tests.ts';

export interface Part {
  /** `2A`. */
  id: string;
  title: string;
}

/** The course's parts, in the order of the course. */
export const PARTS: readonly Part[] = [
  { id: '1', title: 'MapReduce' },
  { id: '2A', title: 'Raft: leader election' },
  { id: '2B', title: 'Raft: log' },
  { id: '2C', title: 'Raft: persistence' },
  { id: '2D', title: 'Raft: log compaction' },
  { id: '3A', title: 'Key/value service' },
  { id: '3B', title: 'Key/value service: snapshots' },
  { id: '4A', title: 'Sharding: the controller' },
  { id: '4B', title: 'Sharding: the key/value service' },
];

/** Every test, in the order of the parts. */
export const TESTS: readonly LabTest[] = [
  ...MAPREDUCE_TESTS,
  ...RAFT_TESTS,
  ...KVRAFT_TESTS,
  ...SHARDCTRLER_TESTS,
  ...SHARDKV_TESTS,
];

/** Scenarios for `labs fuzz`: no part of the course, and worth no points. */
export const FUZZ_TESTS: readonly LabTest[] = [
  ...MAPREDUCE_FUZZ_TESTS,
  ...RAFT_FUZZ_TESTS,
  ...KVRAFT_FUZZ_TESTS,
  ...SHARDCTRLER_FUZZ_TESTS,
  ...SHARDKV_FUZZ_TESTS,
];

export function testsOf(part: string): LabTest[] {
  return TESTS.filter((test) => partOf(test) === part);
}
