import type { FaultInjector } from '../../harness/faults/injector.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { World } from '../../harness/world.ts';
import { ServiceGroupWatch } from '../raft/service-group-watch.ts';

/** The servers of one Raft group as a test sees them: who leads, what they apply, and what is done to them. */
export class ReplicaGroup {
  readonly servers: readonly SimNode[];
  readonly watch: ServiceGroupWatch;
  readonly #faults: FaultInjector;

  constructor(world: World, faults: FaultInjector, servers: readonly SimNode[]) {
    this.servers = servers;
    this.#faults = faults;
    this.watch = new ServiceGroupWatch(world, servers);
  }

  /** The running server that leads in the latest term, if any does. */
  get leader(): SimNode | undefined {
    return this.watch.leader;
  }

  get ids(): number[] {
    return idsOf(this.servers);
  }

  others(...excluded: SimNode[]): SimNode[] {
    return this.servers.filter((server) => !excluded.includes(server));
  }

  /** Ends servers, by default all of them. Nothing of them goes on (Go: `ShutdownGroup`, where it did). */
  shutDown(...servers: readonly SimNode[]): void {
    for (const { id } of servers.length > 0 ? servers : this.servers) this.#faults.inject({ kind: 'crash', node: id });
  }

  /** Boots servers from their disks, by default all of them (Go: `StartGroup`). */
  restart(...servers: readonly SimNode[]): void {
    for (const { id } of servers.length > 0 ? servers : this.servers)
      this.#faults.inject({ kind: 'restart', node: id });
  }

  /** Cuts the links between some servers and the rest of the group; everybody else still reaches all of them. */
  splitOff(...servers: readonly SimNode[]): void {
    this.#faults.inject({ kind: 'partition', groups: [idsOf(servers), idsOf(this.others(...servers))] });
  }

  heal(): void {
    this.#faults.inject({ kind: 'partition', groups: [this.ids] });
  }
}

export function idsOf(nodes: readonly SimNode[]): number[] {
  return nodes.map(({ id }) => id);
}
