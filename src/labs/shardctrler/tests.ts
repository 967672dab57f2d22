import type { LabTest } from '../lab-test.ts';
import { basicLeaveJoin } from './4a/basic-leave-join.ts';
import { concurrentLeaveJoin } from './4a/concurrent-leave-join.ts';
import { concurrentMultiLeaveJoin } from './4a/concurrent-multi-leave-join.ts';
import { historicalQueries } from './4a/historical-queries.ts';
import { minimalTransfersAfterJoins } from './4a/minimal-transfers-after-joins.ts';
import { minimalTransfersAfterLeaves } from './4a/minimal-transfers-after-leaves.ts';
import { minimalTransfersAfterMultijoins } from './4a/minimal-transfers-after-multijoins.ts';
import { minimalTransfersAfterMultileaves } from './4a/minimal-transfers-after-multileaves.ts';
import { move } from './4a/move.ts';
import { multiLeaveJoin } from './4a/multi-leave-join.ts';
import { sameConfigOnServers } from './4a/same-config-on-servers.ts';

/** The tests of Lab 4A, in the order in which they run: those of Go's TestBasic, then those of its TestMulti. */
export const SHARDCTRLER_TESTS: readonly LabTest[] = [
  basicLeaveJoin,
  historicalQueries,
  move,
  concurrentLeaveJoin,
  minimalTransfersAfterJoins,
  minimalTransfersAfterLeaves,

  multiLeaveJoin,
  concurrentMultiLeaveJoin,
  minimalTransfersAfterMultijoins,
  minimalTransfersAfterMultileaves,
  sameConfigOnServers,
];
