import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import type { MakeShardCtrler } from '../shardctrler.ts';
import { observeRaftIn } from './observe-raft.ts';
import { handleRpc, makePeers } from './peers.ts';
import { RoleWatch } from './role-watch.ts';

export interface ShardCtrlerOptions {
  /** Node ids of the controller's servers, in the order of their `me`. */
  servers: readonly number[];
  me: number;
}

/** Lab 4A: one server of the shard controller. */
export function shardCtrlerProgram(exports: { makeShardCtrler: MakeShardCtrler }): ProgramFactory {
  return (runtime: NodeRuntime<ShardCtrlerOptions>): Program => {
    const { servers, me } = runtime.options;
    observeRaftIn(runtime);
    const server = exports.makeShardCtrler({
      servers: makePeers(runtime, servers),
      me,
      persister: runtime.persister,
    });
    if (typeof server?.raft?.getState !== 'function') {
      throw new TypeError('makeShardCtrler must return { rpc, raft, kill }, where raft is what makeRaft returned');
    }
    const watch = new RoleWatch(server.raft, runtime);
    return {
      onRpc: (method, args) => handleRpc({ Raft: server.raft.rpc, ShardCtrler: server.rpc }, method, args),
      onCall(method) {
        throw new Error(`a controller has no method '${method}'`);
      },
      afterStep: () => watch.sample(),
    };
  };
}
