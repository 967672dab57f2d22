import type { LabTest } from '../lab-test.ts';
import { initialElection } from './2a/initial-election.ts';
import { lateRequests } from './2a/late-requests.ts';
import { laterTerm } from './2a/later-term.ts';
import { manyElections } from './2a/many-elections.ts';
import { oneVoter } from './2a/one-voter.ts';
import { reElection } from './2a/re-election.ts';
import { staleLeader } from './2a/stale-leader.ts';
import { swarm2A } from './2a/swarm.ts';
import { twoCandidates } from './2a/two-candidates.ts';
import { backup } from './2b/backup.ts';
import { basicAgree } from './2b/basic-agree.ts';
import { concurrentStarts } from './2b/concurrent-starts.ts';
import { count } from './2b/count.ts';
import { deadPeer } from './2b/dead-peer.ts';
import { failAgree } from './2b/fail-agree.ts';
import { failNoAgree } from './2b/fail-no-agree.ts';
import { lateConfirmations } from './2b/late-confirmations.ts';
import { lateHeartbeat } from './2b/late-heartbeat.ts';
import { leaderAgain } from './2b/leader-again.ts';
import { longerTail } from './2b/longer-tail.ts';
import { oneFollower } from './2b/one-follower.ts';
import { overtakenAppend } from './2b/overtaken-append.ts';
import { rejoin } from './2b/rejoin.ts';
import { rpcBytes } from './2b/rpc-bytes.ts';
import { slowService } from './2b/slow-service.ts';
import { staleCampaigner } from './2b/stale-campaigner.ts';
import { startInFlight } from './2b/start-in-flight.ts';
import { swarm2B } from './2b/swarm.ts';
import { candidacySurvivesCrash } from './2c/candidacy-survives-crash.ts';
import { crashBetweenEffects2C } from './2c/crash-between-effects.ts';
import { entrySurvivesCrash } from './2c/entry-survives-crash.ts';
import { figure8 } from './2c/figure-8.ts';
import { figure8Commit } from './2c/figure-8-commit.ts';
import { figure8Unreliable } from './2c/figure-8-unreliable.ts';
import { persist1 } from './2c/persist-1.ts';
import { persist2 } from './2c/persist-2.ts';
import { persist3 } from './2c/persist-3.ts';
import { reliableChurn } from './2c/reliable-churn.ts';
import { swarm2C } from './2c/swarm.ts';
import { termSurvivesCrash } from './2c/term-survives-crash.ts';
import { unreliableAgree } from './2c/unreliable-agree.ts';
import { unreliableChurn } from './2c/unreliable-churn.ts';
import { voteSurvivesCrash } from './2c/vote-survives-crash.ts';
import { crashBetweenEffects2D } from './2d/crash-between-effects.ts';
import { lateSnapshots } from './2d/late-snapshots.ts';
import { longerTailThanSnapshot } from './2d/longer-tail.ts';
import { snapshotAllCrash } from './2d/snapshot-all-crash.ts';
import { snapshotBasic } from './2d/snapshot-basic.ts';
import { snapshotInTurn } from './2d/snapshot-in-turn.ts';
import { snapshotInstall } from './2d/snapshot-install.ts';
import { snapshotInstallCrash } from './2d/snapshot-install-crash.ts';
import { snapshotInstallUnreliable } from './2d/snapshot-install-unreliable.ts';
import { snapshotInstallUnreliableCrash } from './2d/snapshot-install-unreliable-crash.ts';
import { swarm2D } from './2d/swarm.ts';
import { voteAfterSnapshot } from './2d/vote-after-snapshot.ts';

/** The tests of Lab 2, in the order in which they run. */
export const RAFT_TESTS: readonly LabTest[] = [
  initialElection,
  reElection,
  manyElections,
  twoCandidates,
  staleLeader,
  laterTerm,
  lateRequests,
  oneVoter,
  swarm2A,

  basicAgree,
  rpcBytes,
  failAgree,
  failNoAgree,
  concurrentStarts,
  rejoin,
  backup,
  count,
  deadPeer,
  lateHeartbeat,
  leaderAgain,
  longerTail,
  overtakenAppend,
  slowService,
  staleCampaigner,
  startInFlight,
  oneFollower,
  lateConfirmations,
  swarm2B,

  persist1,
  persist2,
  persist3,
  figure8,
  unreliableAgree,
  figure8Unreliable,
  reliableChurn,
  unreliableChurn,
  voteSurvivesCrash,
  candidacySurvivesCrash,
  termSurvivesCrash,
  entrySurvivesCrash,
  figure8Commit,
  crashBetweenEffects2C,
  swarm2C,

  snapshotBasic,
  snapshotInstall,
  snapshotInstallUnreliable,
  snapshotInstallCrash,
  snapshotInstallUnreliableCrash,
  snapshotAllCrash,
  lateSnapshots,
  longerTailThanSnapshot,
  snapshotInTurn,
  voteAfterSnapshot,
  crashBetweenEffects2D,
  swarm2D,
];
