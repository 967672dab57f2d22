import type { Clerk, KVServer } from './kvraft.ts';
import type { Peer, Persister } from './rpc.ts';

export type { Clerk, KVServer } from './kvraft.ts';
export type { ApplyMsg, Raft, RaftEnv } from './raft.ts';
export type { Peer, Persister, RpcHandler, RpcHandlers } from './rpc.ts';
export { type Config, SHARDS } from './shardctrler.ts';

/** What a server of a replica group is given (Go: the parameters of `StartServer`). */
export interface ShardKVEnv {
  /** The servers of this group: pass them to your own `makeRaft` as `peers`. */
  servers: readonly Peer[];
  me: number;
  persister: Persister;
  /** Snapshot before Raft's state grows to much more than this many bytes; -1: never snapshot. */
  maxRaftState: number;
  gid: number;
  /** The controller's servers: pass them to your own `makeShardCtrlerClerk`. */
  ctrlers: readonly Peer[];
  /** An end for a server named in a configuration's `groups` (Go: `make_end`). */
  makeEnd(serverName: string): Peer;
}

export interface ShardKVClerkEnv {
  ctrlers: readonly Peer[];
  makeEnd(serverName: string): Peer;
}

/** The shard of a key: its first UTF-16 unit modulo 10, as in the Go labs; 0 for the empty key. */
export function key2shard(key: string): number {
  return key.length > 0 ? key.charCodeAt(0) % 10 : 0;
}

/** Lab 4B: a submission's `shardkv.ts` exports these as `makeShardKV` and `makeShardKVClerk`. */
export type MakeShardKV = (env: ShardKVEnv) => KVServer;
export type MakeShardKVClerk = (env: ShardKVClerkEnv) => Clerk;
