import type { KVServer, MakeKVServer } from '../kvraft.ts';
import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import { observeRaftIn } from './observe-raft.ts';
import { handleRpc, makePeers } from './peers.ts';
import { RoleWatch } from './role-watch.ts';

export interface KVServerOptions {
  /** Node ids of the group, in the order of `servers`. */
  servers: readonly number[];
  me: number;
  maxRaftState: number;
}

/** Lab 3: one key/value server with the Raft server below it. */
export function kvServerProgram(exports: { makeKVServer: MakeKVServer }): ProgramFactory {
  return (runtime: NodeRuntime<KVServerOptions>): Program => {
    const { servers, me, maxRaftState } = runtime.options;
    observeRaftIn(runtime);
    const server = exports.makeKVServer({
      servers: makePeers(runtime, servers),
      me,
      persister: runtime.persister,
      maxRaftState,
    });
    requireServer(server);
    const watch = new RoleWatch(server.raft, runtime);
    return {
      onRpc: (method, args) => handleRpc({ KVServer: server.rpc, Raft: server.raft.rpc }, method, args),
      onCall: (method) => {
        if (method === 'getState') return server.raft.getState();
        throw new Error(`a key/value server has no method '${method}'`);
      },
      afterStep: () => watch.sample(),
    };
  };
}

function requireServer(server: KVServer): void {
  if (typeof server?.raft?.getState !== 'function') {
    throw new TypeError('makeKVServer must return { rpc, raft, kill }, where raft is what makeRaft returned');
  }
}
