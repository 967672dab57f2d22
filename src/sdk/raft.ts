import type { Peer, Persister, RpcHandlers } from './rpc.ts';

export type { Peer, Persister, RpcHandler, RpcHandlers } from './rpc.ts';

/** A committed command, handed to the service in log order (Go: `ApplyMsg` with `CommandValid`). */
export interface CommandMsg {
  commandValid: true;
  snapshotValid?: false;
  command: unknown;
  /** 1-based position in the log. */
  commandIndex: number;
}

/** A snapshot received from the leader, handed to the service (Go: `ApplyMsg` with `SnapshotValid`). */
export interface SnapshotMsg {
  commandValid?: false;
  snapshotValid: true;
  snapshot: string;
  /** Term of the last log entry that the snapshot covers. */
  snapshotTerm: number;
  /** Index of the last log entry that the snapshot covers. */
  snapshotIndex: number;
}

export type ApplyMsg = CommandMsg | SnapshotMsg;

/** What a Raft server is given (Go: the parameters of `Make`). */
export interface RaftEnv {
  /** All servers of the group, this one included, in the same order everywhere. */
  peers: readonly Peer[];
  /** This server's position in `peers`. */
  me: number;
  persister: Persister;
  /**
   * Hands a message to the service (Go: sending on `applyCh`). The promise resolves when the service has taken it,
   * which includes a call of `snapshot` that the service makes on the way: never hold a lock while waiting for it.
   * Messages are taken in the order of the calls, whether or not the promise is awaited.
   */
  apply(msg: ApplyMsg): Promise<void>;
}

export interface StartResult {
  /** The position the command will have if it is ever committed; anything if `isLeader` is false. */
  index: number;
  term: number;
  isLeader: boolean;
}

export interface RaftState {
  term: number;
  isLeader: boolean;
}

/** A Raft server as its service and the tests see it. */
export interface Raft {
  /** What `peers[i].call('RequestVote', args)` reaches on this server. */
  rpc: RpcHandlers;
  /** Proposes a command; returns at once, whether or not it will be committed (Go: `Start`). */
  start(command: unknown): StartResult;
  /** Current term, and whether this server believes to be the leader (Go: `GetState`). */
  getState(): RaftState;
  /** The service has a snapshot that covers the log up to and including `index`: trim it (Go: `Snapshot`). */
  snapshot(index: number, data: string): void;
  /** The server will not be used any more: stop working (Go: `Kill`). */
  kill(): void;
}

/** Lab 2: a submission's `raft.ts` exports this as `makeRaft`. */
export type MakeRaft = (env: RaftEnv) => Raft;
