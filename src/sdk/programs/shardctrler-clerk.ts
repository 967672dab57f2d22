import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import type { Config, MakeShardCtrlerClerk } from '../shardctrler.ts';
import { makePeers } from './peers.ts';

export interface ShardCtrlerClerkOptions {
  /** Node ids of the controller's servers, in an order that tells nothing. */
  servers: readonly number[];
}

/** Lab 4A: an administrator who works through the submission's clerk. */
export function shardCtrlerClerkProgram(exports: { makeShardCtrlerClerk: MakeShardCtrlerClerk }): ProgramFactory {
  return (runtime: NodeRuntime<ShardCtrlerClerkOptions>): Program => {
    const clerk = exports.makeShardCtrlerClerk({ servers: makePeers(runtime, runtime.options.servers) });
    return {
      onRpc(method) {
        throw new Error(`a clerk has no RPC method '${method}'`);
      },
      onCall(method, args) {
        switch (method) {
          case 'query':
            return clerk.query(args[0] as number);
          case 'join':
            return clerk.join(args[0] as Config['groups']);
          case 'leave':
            return clerk.leave(args[0] as number[]);
          case 'move':
            return clerk.move(args[0] as number, args[1] as number);
          default:
            throw new Error(`a controller's clerk has no method '${method}'`);
        }
      },
    };
  };
}
