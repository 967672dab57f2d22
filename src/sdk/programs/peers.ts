import type { Peer, RpcHandlers } from '../rpc.ts';
import type { NodeRuntime } from '../runtime.ts';

/** Ends for the given nodes, as a submission sees them. */
export function makePeers(runtime: Pick<NodeRuntime, 'call'>, nodeIds: readonly number[]): Peer[] {
  return nodeIds.map((id) => ({ call: (method, args) => runtime.call(id, checkedMethod(method), args) }));
}

function checkedMethod(method: unknown): string {
  // What a method is called ends up in the trace: keep it to what a Go method could be called.
  if (typeof method !== 'string' || !/^[\w.$-]{1,100}$/.test(method)) {
    throw new TypeError(`call needs the name of a method, not ${JSON.stringify(method)}`);
  }
  return method;
}

/**
 * Finds the handler of an RPC among the services of a server. A prefix as in Go (`Raft.AppendEntries`) is allowed;
 * without one the first service that has the method gets the call.
 */
export function handleRpc(services: Readonly<Record<string, RpcHandlers>>, fullName: string, args: unknown): unknown {
  const dot = fullName.lastIndexOf('.');
  const method = fullName.slice(dot + 1);
  const named = dot > 0 ? services[fullName.slice(0, dot)] : undefined;
  for (const handlers of named === undefined ? Object.values(services) : [named]) {
    if (typeof handlers?.[method] === 'function') return handlers[method](args);
  }
  const offered = Object.values(services).flatMap((handlers) => Object.keys(handlers ?? {}));
  throw new Error(`this server has no RPC method '${fullName}'; it has ${offered.join(', ') || 'none'}`);
}
