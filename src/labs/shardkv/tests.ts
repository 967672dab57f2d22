import type { LabTest } from '../lab-test.ts';
import { absentGiver } from './4b/absent-giver.ts';
import { challenge1Delete } from './4b/challenge-1-delete.ts';
import { challenge2Partial } from './4b/challenge-2-partial.ts';
import { challenge2Unaffected } from './4b/challenge-2-unaffected.ts';
import { concurrent1 } from './4b/concurrent-1.ts';
import { concurrent2 } from './4b/concurrent-2.ts';
import { concurrent3 } from './4b/concurrent-3.ts';
import { configBurst } from './4b/config-burst.ts';
import { controllerFaults } from './4b/controller-faults.ts';
import { crossingHandovers } from './4b/crossing-handovers.ts';
import { crossingMoves } from './4b/crossing-moves.ts';
import { joinLeave } from './4b/join-leave.ts';
import { lateCopies } from './4b/late-copies.ts';
import { leaderChangeAfterConfig } from './4b/leader-change-after-config.ts';
import { missChange } from './4b/miss-change.ts';
import { partitionsUnderLoad } from './4b/partitions-under-load.ts';
import { receiverCutOff } from './4b/receiver-cut-off.ts';
import { refusedAtApply } from './4b/refused-at-apply.ts';
import { restartAfterHandover } from './4b/restart-after-handover.ts';
import { retryAfterRestore } from './4b/retry-after-restore.ts';
import { retryAtNewOwner } from './4b/retry-at-new-owner.ts';
import { snapshot } from './4b/snapshot.ts';
import { staticShards } from './4b/static-shards.ts';
import { swarm } from './4b/swarm.ts';
import { unaffectedGiver } from './4b/unaffected-giver.ts';
import { unreliable1 } from './4b/unreliable-1.ts';
import { unreliable2 } from './4b/unreliable-2.ts';
import { unreliable3 } from './4b/unreliable-3.ts';
import { writesDuringHandover } from './4b/writes-during-handover.ts';

/** The tests of Lab 4B, in the order in which they run. */
export const SHARDKV_TESTS: readonly LabTest[] = [
  staticShards,
  joinLeave,
  snapshot,
  missChange,
  concurrent1,
  concurrent2,
  concurrent3,
  unreliable1,
  unreliable2,
  unreliable3,
  challenge1Delete,
  challenge2Unaffected,
  challenge2Partial,

  configBurst,
  writesDuringHandover,
  crossingMoves,
  crossingHandovers,
  lateCopies,
  refusedAtApply,
  retryAtNewOwner,
  retryAfterRestore,
  receiverCutOff,
  restartAfterHandover,
  leaderChangeAfterConfig,
  controllerFaults,
  partitionsUnderLoad,
  unaffectedGiver,
  absentGiver,
  swarm,
];
