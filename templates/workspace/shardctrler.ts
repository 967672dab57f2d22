import type { ShardCtrler, ShardCtrlerClerk, ShardCtrlerClerkEnv, ShardCtrlerEnv } from 'labs/shardctrler';
import { makeRaft } from './raft.ts';

// Lab 4A: the shard controller, a replicated service that says which group serves which shard.

export function makeShardCtrler(env: ShardCtrlerEnv): ShardCtrler {
  const raft = makeRaft({
    peers: env.servers,
    me: env.me,
    persister: env.persister,
    apply: async (msg) => {
      // 4A: your code here.
    },
  });
  return { rpc: {}, raft, kill: () => raft.kill() };
}

export function makeShardCtrlerClerk(env: ShardCtrlerClerkEnv): ShardCtrlerClerk {
  return {
    async query(num) {
      throw new Error('4A: not implemented');
    },
    async join(groups) {
      throw new Error('4A: not implemented');
    },
    async leave(gids) {
      throw new Error('4A: not implemented');
    },
    async move(shard, gid) {
      throw new Error('4A: not implemented');
    },
  };
}
