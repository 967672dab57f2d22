import type { Clerk, MakeClerk } from '../kvraft.ts';
import type { NodeRuntime, Program, ProgramFactory } from '../runtime.ts';
import { makePeers } from './peers.ts';

export interface ClerkOptions {
  /** Node ids of the servers, in an order that tells nothing. */
  servers: readonly number[];
}

/** Lab 3: a client, which the harness asks for one operation after the other. */
export function clerkProgram(exports: { makeClerk: MakeClerk }): ProgramFactory {
  return (runtime: NodeRuntime<ClerkOptions>): Program => {
    const clerk = exports.makeClerk({ servers: makePeers(runtime, runtime.options.servers) });
    return {
      onRpc: (method) => {
        throw new Error(`a clerk has no RPC method '${method}'`);
      },
      onCall: (method, args) => callClerk(clerk, method, args),
    };
  };
}

/** One operation of a key/value clerk. */
export function callClerk(clerk: Clerk, method: string, args: readonly unknown[]): Promise<unknown> {
  const [key, value] = args as [string, string];
  switch (method) {
    case 'get':
      return clerk.get(key);
    case 'put':
      return clerk.put(key, value);
    case 'append':
      return clerk.append(key, value);
    default:
      throw new Error(`a clerk has no method '${method}'`);
  }
}
