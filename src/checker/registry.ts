import type { Level } from './level.ts';
import { causalConsistency } from './levels/causal-consistency.ts';
import { causalPlus } from './levels/causal-plus.ts';
import { fifoClientOrder } from './levels/fifo-client-order.ts';
import { forkConsistency } from './levels/fork-consistency.ts';
import { linearizability } from './levels/linearizability.ts';
import { monotonicReads } from './levels/monotonic-reads.ts';
import { monotonicWrites } from './levels/monotonic-writes.ts';
import { readYourWrites } from './levels/read-your-writes.ts';
import { recordAppend } from './levels/record-append.ts';
import { sequentialConsistency } from './levels/sequential-consistency.ts';
import { serializability } from './levels/serializability.ts';
import { snapshotIsolation } from './levels/snapshot-isolation.ts';
import { strictSerializability } from './levels/strict-serializability.ts';
import { writesFollowReads } from './levels/writes-follow-reads.ts';

/** Every consistency level: one line each, the stronger ones of a kind first. */
export const LEVELS: readonly Level[] = [
  linearizability,
  strictSerializability,
  serializability,
  snapshotIsolation,
  fifoClientOrder,
  sequentialConsistency,
  causalPlus,
  causalConsistency,
  readYourWrites,
  monotonicReads,
  monotonicWrites,
  writesFollowReads,
  forkConsistency,
  recordAppend,
];
