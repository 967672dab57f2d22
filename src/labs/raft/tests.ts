import type { LabTest } from '../lab-test.ts';
import { initialElection } from './2a/initial-election.ts';
import { manyElections } from './2a/many-elections.ts';
import { reElection } from './2a/re-election.ts';
import { backup } from './2b/backup.ts';
import { basicAgree } from './2b/basic-agree.ts';
import { concurrentStarts } from './2b/concurrent-starts.ts';
import { count } from './2b/count.ts';
import { failAgree } from './2b/fail-agree.ts';
import { failNoAgree } from './2b/fail-no-agree.ts';
import { rejoin } from './2b/rejoin.ts';
import { rpcBytes } from './2b/rpc-bytes.ts';

/** The tests of Lab 2, in the order in which they run. */
export const RAFT_TESTS: readonly LabTest[] = [
  initialElection,
  reElection,
  manyElections,

  basicAgree,
  rpcBytes,
  failAgree,
  failNoAgree,
  concurrentStarts,
  rejoin,
  backup,
  count,
];
