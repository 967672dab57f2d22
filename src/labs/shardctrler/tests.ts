import type { LabTest } from '../lab-test.ts';
import { basicLeaveJoin } from './4a/basic-leave-join.ts';
import { concurrentLeaveJoin } from './4a/concurrent-leave-join.ts';
import { concurrentMultiLeaveJoin } from './4a/concurrent-multi-leave-join.ts';
import { crashesUnderLoad } from './4a/crashes-under-load.ts';
import { deposedLeader } from './4a/deposed-leader.ts';
import { duplicatedRequests } from './4a/duplicated-requests.ts';
import { historicalQueries } from './4a/historical-queries.ts';
import { lateCopies } from './4a/late-copies.ts';
import { minimalTransfersAfterJoins } from './4a/minimal-transfers-after-joins.ts';
import { minimalTransfersAfterLeaves } from './4a/minimal-transfers-after-leaves.ts';
import { minimalTransfersAfterMultijoins } from './4a/minimal-transfers-after-multijoins.ts';
import { minimalTransfersAfterMultileaves } from './4a/minimal-transfers-after-multileaves.ts';
import { moreGroupsThanShards } from './4a/more-groups-than-shards.ts';
import { move } from './4a/move.ts';
import { multiLeaveJoin } from './4a/multi-leave-join.ts';
import { rebalanceAfterMove } from './4a/rebalance-after-move.ts';
import { retryAfterRestore } from './4a/retry-after-restore.ts';
import { sameConfigOnServers } from './4a/same-config-on-servers.ts';
import { staleLeader } from './4a/stale-leader.ts';
import { swarm } from './4a/swarm.ts';
import { unreliableConcurrent } from './4a/unreliable-concurrent.ts';

/** The tests of Lab 4A, in the order in which they run: those of Go's TestBasic, then those of its TestMulti, then more. */
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

  moreGroupsThanShards,
  rebalanceAfterMove,
  unreliableConcurrent,
  duplicatedRequests,
  lateCopies,
  crashesUnderLoad,
  staleLeader,
  deposedLeader,
  retryAfterRestore,
  swarm,
];
