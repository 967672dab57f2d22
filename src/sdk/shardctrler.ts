import type { KVServer } from './kvraft.ts';
import type { Peer, Persister } from './rpc.ts';

export type { ApplyMsg, Raft, RaftEnv } from './raft.ts';
export type { Peer, Persister, RpcHandler, RpcHandlers } from './rpc.ts';

/** Number of shards that a configuration spreads over the groups. */
export const SHARDS = 10;

/** An assignment of shards to replica groups. Configuration 0 has no groups, and every shard at gid 0. */
export interface Config {
  num: number;
  /** `shards[s]` is the gid that serves shard `s`; 0: nobody. Length {@link SHARDS}. */
  shards: number[];
  /** gid → names of the group's servers. */
  groups: Record<number, string[]>;
}

/** What a controller's server is given (Go: the parameters of `StartServer`). */
export interface ShardCtrlerEnv {
  servers: readonly Peer[];
  me: number;
  persister: Persister;
}

/** A controller's server: RPC handlers and its own Raft, as in Lab 3. */
export type ShardCtrler = KVServer;

export interface ShardCtrlerClerkEnv {
  servers: readonly Peer[];
}

/** The administrator's interface. Every call takes effect exactly once. */
export interface ShardCtrlerClerk {
  /** The configuration with that number; the latest one for -1 and for numbers not reached yet. */
  query(num: number): Promise<Config>;
  /** Adds groups, gid → server names, and rebalances with as few moves as possible. */
  join(groups: Record<number, string[]>): Promise<void>;
  /** Removes groups and spreads their shards over the others with as few moves as possible. */
  leave(gids: number[]): Promise<void>;
  /** Assigns one shard to a group; the next join or leave rebalances again. */
  move(shard: number, gid: number): Promise<void>;
}

/** Lab 4A: a submission's `shardctrler.ts` exports these as `makeShardCtrler` and `makeShardCtrlerClerk`. */
export type MakeShardCtrler = (env: ShardCtrlerEnv) => ShardCtrler;
export type MakeShardCtrlerClerk = (env: ShardCtrlerClerkEnv) => ShardCtrlerClerk;
