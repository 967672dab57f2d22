import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import type { MakeShardKVClerk } from '../shardkv.ts';
import { callClerk } from './clerk.ts';
import { makePeers } from './peers.ts';
import { endMaker, type ServerDirectory } from './server-directory.ts';

export interface ShardKVClerkOptions {
  /** Node ids of the controller's servers, in an order that tells nothing. */
  ctrlers: readonly number[];
  directory: ServerDirectory;
}

/** Lab 4B: a client, which the harness asks for one operation after the other. */
export function shardKVClerkProgram(exports: { makeShardKVClerk: MakeShardKVClerk }): ProgramFactory {
  return (runtime: NodeRuntime<ShardKVClerkOptions>): Program => {
    const { ctrlers, directory } = runtime.options;
    const clerk = exports.makeShardKVClerk({
      ctrlers: makePeers(runtime, ctrlers),
      makeEnd: endMaker(runtime, directory),
    });
    return {
      onRpc(method) {
        throw new Error(`a clerk has no RPC method '${method}'`);
      },
      onCall: (method, args) => callClerk(clerk, method, args),
    };
  };
}
