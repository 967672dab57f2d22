import { type Clerk, type KVServer, key2shard, type ShardKVClerkEnv, type ShardKVEnv } from 'labs/shardkv';
import { makeRaft } from './raft.ts';
import { makeShardCtrlerClerk } from './shardctrler.ts';

// Lab 4B: a sharded key/value service; groups hand shards over as the controller's configurations change.

export function makeShardKV(env: ShardKVEnv): KVServer {
  const controller = makeShardCtrlerClerk({ servers: env.ctrlers });
  const raft = makeRaft({
    peers: env.servers,
    me: env.me,
    persister: env.persister,
    apply: async (msg) => {
      // 4B: your code here.
    },
  });
  return { rpc: {}, raft, kill: () => raft.kill() };
}

export function makeShardKVClerk(env: ShardKVClerkEnv): Clerk {
  return {
    async get(key) {
      throw new Error(`4B: ask the group that serves shard ${key2shard(key)}`);
    },
    async put(key, value) {
      throw new Error('4B: not implemented');
    },
    async append(key, value) {
      throw new Error('4B: not implemented');
    },
  };
}
