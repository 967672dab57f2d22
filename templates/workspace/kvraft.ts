import type { Clerk, ClerkEnv, KVServer, KVServerEnv } from 'labs/kvraft';
import { makeRaft } from './raft.ts';

// Lab 3: a fault-tolerant key/value service on your Raft.

interface GetArgs {
  key: string;
}

export function makeKVServer(env: KVServerEnv): KVServer {
  const raft = makeRaft({
    peers: env.servers,
    me: env.me,
    persister: env.persister,
    apply: async (msg) => {
      // 3A: apply the command to your map, and answer the client that waits for it.
    },
  });
  return {
    rpc: {
      Get: (args: GetArgs) => ({ error: 'not implemented' }),
    },
    raft,
    kill: () => raft.kill(),
  };
}

export function makeClerk(env: ClerkEnv): Clerk {
  return {
    async get(key) {
      throw new Error('3A: find the leader among env.servers and ask it');
    },
    async put(key, value) {
      throw new Error('3A: not implemented');
    },
    async append(key, value) {
      throw new Error('3A: not implemented');
    },
  };
}
