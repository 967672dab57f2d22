import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import type { MakeShardKV } from '../shardkv.ts';
import { observeRaftIn } from './observe-raft.ts';
import { handleRpc, makePeers } from './peers.ts';
import { RoleWatch } from './role-watch.ts';
import { endMaker, type ServerDirectory } from './server-directory.ts';

export interface ShardKVOptions {
  /** Node ids of the server's own group, in the order of their `me`. */
  servers: readonly number[];
  me: number;
  gid: number;
  maxRaftState: number;
  /** Node ids of the controller's servers. */
  ctrlers: readonly number[];
  /** The servers of all groups. */
  directory: ServerDirectory;
}

/** Lab 4B: one server of a replica group. */
export function shardKVProgram(exports: { makeShardKV: MakeShardKV }): ProgramFactory {
  return (runtime: NodeRuntime<ShardKVOptions>): Program => {
    const { servers, me, gid, maxRaftState, ctrlers, directory } = runtime.options;
    observeRaftIn(runtime);
    const server = exports.makeShardKV({
      servers: makePeers(runtime, servers),
      me,
      persister: runtime.persister,
      maxRaftState,
      gid,
      ctrlers: makePeers(runtime, ctrlers),
      makeEnd: endMaker(runtime, directory),
    });
    if (typeof server?.raft?.getState !== 'function') {
      throw new TypeError('makeShardKV must return { rpc, raft, kill }, where raft is what makeRaft returned');
    }
    const watch = new RoleWatch(server.raft, runtime);
    return {
      onRpc: (method, args) => handleRpc({ ShardKV: server.rpc, Raft: server.raft.rpc }, method, args),
      onCall(method) {
        throw new Error(`a server of a replica group has no method '${method}'`);
      },
      afterStep: () => watch.sample(),
    };
  };
}
