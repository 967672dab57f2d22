import type { LabTest } from '../lab-test.ts';
import { crash } from './1/crash.ts';
import { crashInWrite } from './1/crash-in-write.ts';
import { earlyExit } from './1/early-exit.ts';
import { indexer } from './1/indexer.ts';
import { jobCount } from './1/job-count.ts';
import { lateMap } from './1/late-map.ts';
import { lostReply } from './1/lost-reply.ts';
import { mapParallelism } from './1/map-parallelism.ts';
import { partition } from './1/partition.ts';
import { reduceParallelism } from './1/reduce-parallelism.ts';
import { slowNetwork } from './1/slow-network.ts';
import { straggler } from './1/straggler.ts';
import { unreliable } from './1/unreliable.ts';
import { wc } from './1/wc.ts';

/** The tests of Lab 1, in the order in which they run. */
export const MAPREDUCE_TESTS: readonly LabTest[] = [
  wc,
  indexer,
  mapParallelism,
  reduceParallelism,
  jobCount,
  earlyExit,
  crash,

  partition,
  crashInWrite,
  straggler,
  lateMap,
  slowNetwork,
  lostReply,
  unreliable,
];
