import type { Peer } from '../rpc.ts';
import type { NodeRuntime } from '../runtime.ts';
import { makePeers } from './peers.ts';

/** Server names, as configurations carry them → node ids. */
export type ServerDirectory = Readonly<Record<string, number>>;

/** Ends for servers named in a configuration (Go: `make_end`). */
export function endMaker(runtime: Pick<NodeRuntime, 'call'>, directory: ServerDirectory): (name: string) => Peer {
  return (name) => {
    const id = Object.hasOwn(directory, name) ? directory[name] : undefined;
    if (id === undefined) throw new Error(`makeEnd: no server is called ${JSON.stringify(name)}`);
    return makePeers(runtime, [id])[0] as Peer;
  };
}
