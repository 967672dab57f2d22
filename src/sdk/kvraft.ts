import type { Raft } from './raft.ts';
import type { Peer, Persister, RpcHandlers } from './rpc.ts';

export type { ApplyMsg, Raft, RaftEnv } from './raft.ts';
export type { Peer, Persister, RpcHandler, RpcHandlers } from './rpc.ts';

/** What a key/value server is given (Go: the parameters of `StartKVServer`). */
export interface KVServerEnv {
  /** The group's servers: pass them to your own `makeRaft` as `peers`. */
  servers: readonly Peer[];
  me: number;
  persister: Persister;
  /** Snapshot before Raft's state grows to much more than this many bytes; -1: never snapshot. */
  maxRaftState: number;
}

export interface KVServer {
  /** What a clerk's `servers[i].call('Get', args)` reaches on this server. */
  rpc: RpcHandlers;
  /** The server's own Raft: the RPCs of its peers reach `raft.rpc`. */
  raft: Raft;
  kill(): void;
}

/** What a clerk is given (Go: the parameter of `MakeClerk`): the servers, in an order that tells nothing. */
export interface ClerkEnv {
  servers: readonly Peer[];
}

/** A client of the service. Every call is retried until it succeeds, and takes effect exactly once. */
export interface Clerk {
  /** The value of the key, or `''` for a key that was never written. */
  get(key: string): Promise<string>;
  put(key: string, value: string): Promise<void>;
  /** Adds to the end of the value; to a key that was never written like `put`. */
  append(key: string, value: string): Promise<void>;
}

/** Lab 3: a submission's `kvraft.ts` exports these as `makeKVServer` and `makeClerk`. */
export type MakeKVServer = (env: KVServerEnv) => KVServer;
export type MakeClerk = (env: ClerkEnv) => Clerk;
