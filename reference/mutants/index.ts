import type { Mutant } from '../../src/grading/selfcheck/mutant.ts';
import { K01 } from './kvraft/K01-kv-get-local.ts';
import { K02 } from './kvraft/K02-kv-reply-early.ts';
import { K03 } from './kvraft/K03-kv-no-apply-dedup.ts';
import { K04 } from './kvraft/K04-kv-snap-no-dedup.ts';
import { K06 } from './kvraft/K06-kv-term-only.ts';
import { K07 } from './kvraft/K07-kv-no-lostleader.ts';
import { K08 } from './kvraft/K08-kv-new-seq-on-retry.ts';
import { K09 } from './kvraft/K09-kv-snap-not-loaded.ts';
import { K11 } from './kvraft/K11-kv-result-not-cached.ts';
import { K13 } from './kvraft/K13-kv-dedup-latest-only.ts';
import { K14 } from './kvraft/K14-kv-put-not-deduped.ts';
import { K15 } from './kvraft/K15-kv-global-seq.ts';
import { K16 } from './kvraft/K16-kv-client-id-clock.ts';
import { K17 } from './kvraft/K17-kv-wrong-waiter.ts';
import { K18 } from './kvraft/K18-kv-clerk-gives-up.ts';
import { K19 } from './kvraft/K19-kv-lost-reply-is-ok.ts';
import { K20 } from './kvraft/K20-kv-lease-read.ts';
import { K21 } from './kvraft/K21-kv-sticky-clerk.ts';
import { K22 } from './kvraft/K22-kv-replies-on-a-timer.ts';
import { K23 } from './kvraft/K23-kv-plain-object.ts';
import { K24 } from './kvraft/K24-kv-sessions-grow.ts';
import { K25 } from './kvraft/K25-kv-snap-hangs-waiters.ts';
import { K26 } from './kvraft/K26-kv-install-drops-sessions.ts';
import { K27 } from './kvraft/K27-kv-never-trims.ts';
import { K28 } from './kvraft/K28-kv-incremental-snapshot.ts';
import { K29 } from './kvraft/K29-kv-dedup-by-text.ts';
import { K30 } from './kvraft/K30-kv-empty-put.ts';
import { M01 } from './mapreduce/M01-no-atomic-rename.ts';
import { M02 } from './mapreduce/M02-reduce-before-maps.ts';
import { M03 } from './mapreduce/M03-no-timeout.ts';
import { M05 } from './mapreduce/M05-early-exit.ts';
import { M07 } from './mapreduce/M07-hash-partition.ts';
import { M08 } from './mapreduce/M08-serial.ts';
import { M09 } from './mapreduce/M09-rerun-map.ts';
import { M10 } from './mapreduce/M10-intermediate-in-place.ts';
import { R01 } from './raft/R01-vote-twice.ts';
import { R02 } from './raft/R02-vote-no-persist.ts';
import { R03 } from './raft/R03-term-no-persist.ts';
import { R04 } from './raft/R04-self-vote-not-recorded.ts';
import { R05 } from './raft/R05-voted-for-not-reset.ts';
import { R06 } from './raft/R06-vote-no-up-to-date.ts';
import { R07 } from './raft/R07-vote-length-only.ts';
import { R08 } from './raft/R08-vote-strictly-longer.ts';
import { R09 } from './raft/R09-no-step-down.ts';
import { R11 } from './raft/R11-timer-reset-by-any-request.ts';
import { R12 } from './raft/R12-timer-reset-by-stale-leader.ts';
import { R13 } from './raft/R13-no-random-timeout.ts';
import { R16 } from './raft/R16-heartbeat-skips-check.ts';
import { R17 } from './raft/R17-heartbeat-commits-only.ts';
import { R18 } from './raft/R18-commit-up-to-last-index.ts';
import { R19 } from './raft/R19-truncate-always.ts';
import { R20 } from './raft/R20-no-truncate.ts';
import { R21 } from './raft/R21-commit-old-term.ts';
import { R22 } from './raft/R22-match-from-last-index.ts';
import { R23 } from './raft/R23-match-not-reset.ts';
import { R26 } from './raft/R26-no-fast-backup.ts';
import { R27 } from './raft/R27-fast-backup-off-by-one.ts';
import { R28 } from './raft/R28-start-no-persist.ts';
import { R29 } from './raft/R29-append-no-persist.ts';
import { R30 } from './raft/R30-apply-under-lock.ts';
import { R31 } from './raft/R31-apply-twice.ts';
import { R32 } from './raft/R32-snapshot-rollback.ts';
import { R33 } from './raft/R33-snapshot-out-of-turn.ts';
import { R35 } from './raft/R35-snapshot-not-persisted.ts';
import { R36 } from './raft/R36-snapshot-term-forgotten.ts';
import { R37 } from './raft/R37-serial-calls.ts';
import { R38 } from './raft/R38-reply-term-ignored.ts';
import { R39 } from './raft/R39-vote-reply-term-ignored.ts';
import { R40 } from './raft/R40-votes-counted-twice.ts';
import { R41 } from './raft/R41-old-votes-counted.ts';
import { R42 } from './raft/R42-replies-counted.ts';
import { R43 } from './raft/R43-vote-in-old-term.ts';
import { R44 } from './raft/R44-late-replies-counted.ts';
import { R45 } from './raft/R45-snapshot-refused-by-longer-log.ts';
import { C01 } from './shardctrler/C01-ctrl-map-order.ts';
import { C02 } from './shardctrler/C02-ctrl-not-minimal.ts';
import { C04 } from './shardctrler/C04-ctrl-leave-all.ts';
import { C05 } from './shardctrler/C05-ctrl-move-not-deduped.ts';
import { C06 } from './shardctrler/C06-ctrl-snap-no-sessions.ts';
import { C07 } from './shardctrler/C07-ctrl-snap-latest-only.ts';
import { C08 } from './shardctrler/C08-ctrl-shared-shards.ts';
import { C09 } from './shardctrler/C09-ctrl-query-beyond.ts';
import { C10 } from './shardctrler/C10-ctrl-query-local.ts';
import { C11 } from './shardctrler/C11-ctrl-history-anywhere.ts';
import { C12 } from './shardctrler/C12-ctrl-no-lostleader.ts';
import { C13 } from './shardctrler/C13-ctrl-wrong-waiter.ts';
import { C14 } from './shardctrler/C14-ctrl-move-rebalances.ts';
import { C15 } from './shardctrler/C15-ctrl-more-groups-than-shards.ts';
import { C16 } from './shardctrler/C16-ctrl-join-first-only.ts';
import { C17 } from './shardctrler/C17-ctrl-no-apply-dedup.ts';
import { S01 } from './shardkv/S01-shard-skip-config.ts';
import { S02 } from './shardkv/S02-shard-config-not-logged.ts';
import { S03 } from './shardkv/S03-shard-no-dedup-move.ts';
import { S05 } from './shardkv/S05-shard-serve-early.ts';
import { S06 } from './shardkv/S06-shard-serve-late.ts';
import { S08 } from './shardkv/S08-shard-delete-early.ts';
import { S09 } from './shardkv/S09-shard-never-delete.ts';
import { S10 } from './shardkv/S10-shard-mutual-wait.ts';
import { S11 } from './shardkv/S11-shard-block-all.ts';
import { S12 } from './shardkv/S12-shard-stuck-replay.ts';
import { S13 } from './shardkv/S13-shard-install-any-time.ts';
import { S14 } from './shardkv/S14-shard-dedup-before-check.ts';
import { S15 } from './shardkv/S15-shard-gives-up-waiting.ts';
import { S16 } from './shardkv/S16-shard-departures-not-saved.ts';
import { S17 } from './shardkv/S17-shard-offer-once.ts';
import { S18 } from './shardkv/S18-shard-refusal-is-taken.ts';
import { S19 } from './shardkv/S19-shard-adopts-while-awaiting.ts';
import { S20 } from './shardkv/S20-shard-new-seq-after-wrong-group.ts';
import { S21 } from './shardkv/S21-shard-one-controller.ts';
import { S22 } from './shardkv/S22-shard-snap-no-sessions.ts';

/** One line per planted bug. */
export const MUTANTS: readonly Mutant[] = [
  R01,
  R02,
  R03,
  R04,
  R05,
  R06,
  R07,
  R08,
  R09,
  R11,
  R12,
  R13,
  R16,
  R17,
  R18,
  R19,
  R20,
  R21,
  R22,
  R23,
  R26,
  R27,
  R28,
  R29,
  R30,
  R31,
  R32,
  R33,
  R35,
  R36,
  R37,
  R38,
  R39,
  R40,
  R41,
  R42,
  R43,
  R44,
  R45,
  K01,
  K02,
  K03,
  K04,
  K06,
  K07,
  K08,
  K09,
  K11,
  K13,
  K14,
  K15,
  K16,
  K17,
  K18,
  K19,
  K20,
  K21,
  K22,
  K23,
  K24,
  K25,
  K26,
  K27,
  K28,
  K29,
  K30,
  C01,
  C02,
  C04,
  C05,
  C06,
  C07,
  C08,
  C09,
  C10,
  C11,
  C12,
  C13,
  C14,
  C15,
  C16,
  C17,
  S01,
  S02,
  S03,
  S05,
  S06,
  S08,
  S09,
  S10,
  S11,
  S12,
  S13,
  S14,
  S15,
  S16,
  S17,
  S18,
  S19,
  S20,
  S21,
  S22,
  M01,
  M02,
  M03,
  M05,
  M07,
  M08,
  M09,
  M10,
];
