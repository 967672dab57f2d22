import type { Peer } from 'labs/rpc';
import { ServerGroup } from '../rsm/server-group.ts';

/** Replica groups by the names of their servers; each keeps its ends and remembers its leader. */
export class GroupDirectory {
  private readonly makeEnd: (serverName: string) => Peer;
  private readonly groups = new Map<string, ServerGroup>();

  constructor(makeEnd: (serverName: string) => Peer) {
    this.makeEnd = makeEnd;
  }

  of(servers: readonly string[]): ServerGroup {
    const key = servers.join(' ');
    const group = this.groups.get(key) ?? new ServerGroup(servers.map((name) => this.makeEnd(name)));
    this.groups.set(key, group);
    return group;
  }
}
