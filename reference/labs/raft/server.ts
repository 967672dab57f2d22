import type { Peer, Persister, RaftEnv, SnapshotMsg } from 'labs/raft';
import { Log, type SavedLog } from './log.ts';
import type { Progress } from './progress.ts';

/** A few heartbeats may be lost before a follower gives up on its leader (§5.2, §9.3). */
const ELECTION_TIMEOUT_MIN_MS = 400;
const ELECTION_TIMEOUT_MAX_MS = 800;

export type Role = 'follower' | 'candidate' | 'leader';

type Timer = ReturnType<typeof setTimeout>;

interface SavedState extends SavedLog {
  currentTerm: number;
  votedFor: number | null;
}

/** The state of one server (Figure 2), how it is saved, and its election timer. */
export class Server {
  readonly peers: readonly Peer[];
  readonly me: number;
  /** All the servers but this one. */
  readonly others: readonly number[];
  readonly env: RaftEnv;
  readonly persister: Persister;

  // Persistent: saved before any RPC that depends on it is sent or answered.
  currentTerm = 0;
  votedFor: number | null = null;
  readonly log = new Log();

  // Volatile.
  role: Role = 'follower';
  commitIndex = 0;
  lastApplied = 0;
  killed = false;

  /** On a leader: how far each of the others is (`nextIndex`, `matchIndex`), by server. */
  progress: Progress[] = [];

  /** A snapshot that came from the leader and that the service has yet to see. */
  pendingSnapshot: SnapshotMsg | null = null;
  isApplying = false;
  isReplicationScheduled = false;

  heartbeatTimer: Timer | undefined;
  private electionTimer: Timer | undefined;
  private readonly onElectionTimeout: (server: Server) => void;

  constructor(env: RaftEnv, onElectionTimeout: (server: Server) => void) {
    this.env = env;
    this.peers = env.peers;
    this.me = env.me;
    this.others = [...env.peers.keys()].filter((id) => id !== env.me);
    this.persister = env.persister;
    this.onElectionTimeout = onElectionTimeout;
    this.restore();
  }

  hasMajority(count: number): boolean {
    return count > this.peers.length / 2;
  }

  /** Rules for all servers: a higher term, wherever it is seen, makes a follower without a vote (§5.1). */
  adoptTerm(term: number): void {
    this.currentTerm = term;
    this.votedFor = null;
    this.persist();
  }

  /** Called with the current term or a later one. Only a leader has no election timer running, so it starts one. */
  becomeFollower(term: number): void {
    if (term > this.currentTerm) this.adoptTerm(term);
    const wasLeader = this.role === 'leader';
    this.role = 'follower';
    if (wasLeader) {
      clearTimeout(this.heartbeatTimer);
      this.resetElectionTimer();
    }
  }

  /** Reset on three occasions only: the current leader calls, a vote is granted, an election starts (§5.2). */
  resetElectionTimer(): void {
    this.stopElectionTimer();
    if (this.killed) return;
    this.electionTimer = setTimeout(() => this.onElectionTimeout(this), randomElectionTimeoutMs());
  }

  stopElectionTimer(): void {
    clearTimeout(this.electionTimer);
  }

  kill(): void {
    this.killed = true;
    this.stopElectionTimer();
    clearTimeout(this.heartbeatTimer);
  }

  /** Saves currentTerm, votedFor and log[]. */
  persist(): void {
    this.persister.saveState(this.encodeState());
  }

  /** Saves the state together with the snapshot that replaces the start of its log: never one without the other. */
  persistWithSnapshot(snapshot: string): void {
    this.persister.save(this.encodeState(), snapshot);
  }

  private encodeState(): string {
    return `{"currentTerm":${this.currentTerm},"votedFor":${this.votedFor},${this.log.encode()}}`;
  }

  /** After a restart: what the snapshot covers is committed, and the service has it already (§7). */
  private restore(): void {
    const state = this.persister.readState();
    if (state === '') return;
    const saved: SavedState = JSON.parse(state);
    this.currentTerm = saved.currentTerm;
    this.votedFor = saved.votedFor;
    this.log.restore(saved);
    this.commitIndex = this.log.lastIncludedIndex;
    this.lastApplied = this.log.lastIncludedIndex;
  }
}

/** Random, so that servers rarely stand for election at the same time (§5.2). */
function randomElectionTimeoutMs(): number {
  return ELECTION_TIMEOUT_MIN_MS + Math.random() * (ELECTION_TIMEOUT_MAX_MS - ELECTION_TIMEOUT_MIN_MS);
}
