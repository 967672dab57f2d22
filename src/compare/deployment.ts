import type { Machine } from '../harness/machine/machine.ts';
import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { World } from '../harness/world.ts';
import type { Outcome, Request } from '../sdk/baseline.ts';
import type { Topology } from './topology.ts';

export interface Placement {
  name: string;
  program: string;
  options: unknown;
  /** One of the topology's sites. */
  site: string;
  /** Absent: it costs nothing to run, as a client that only makes load. */
  machine?: Machine;
}

/** Puts nodes into a world at the sites of a topology. */
export class Deployment {
  readonly world: World;
  readonly topology: Topology;
  readonly #sites = new Map<SimNode, string>();

  constructor(world: World, topology: Topology) {
    this.world = world;
    this.topology = topology;
  }

  get sites(): readonly string[] {
    return this.topology.sites;
  }

  siteOf(node: SimNode): string {
    return this.#sites.get(node) as string;
  }

  nodesAt(site: string): SimNode[] {
    return this.world.nodes.filter((node) => this.siteOf(node) === site);
  }

  /** The id of the next node: nodes that refer to each other are planned before they are added. */
  get nextId(): number {
    return this.world.nodes.length;
  }

  /** Adds a node and its links; it is booted with all others. */
  add({ name, program, options, site, machine }: Placement): SimNode {
    const node = this.world.addNode({ name, program, options, ...(machine && { machine }) });
    this.#sites.set(node, site);
    for (const other of this.world.nodes) {
      const otherSite = this.siteOf(other);
      this.world.network.updateLink(node.id, other.id, { latencyMs: this.topology.latencyMs(site, otherSite) });
      this.world.network.updateLink(other.id, node.id, { latencyMs: this.topology.latencyMs(otherSite, site) });
    }
    return node;
  }

  /** Adds so many nodes of the program `client`, which stand at the sites in turn. */
  addClients(count: number, optionsAt: (site: number) => unknown): SimNode[] {
    const { sites } = this;
    return Array.from({ length: count }, (_, i) =>
      this.add({
        name: `client ${i}`,
        program: 'client',
        site: sites[i % sites.length] as string,
        options: optionsAt(i % sites.length),
      }),
    );
  }

  /** Asks the client program of a reference system. */
  async request(client: SimNode, request: Request): Promise<Outcome | undefined> {
    const answer = await this.world.call(client, 'request', [request]);
    return answer === undefined ? undefined : (JSON.parse(answer) as Outcome);
  }

  bootAll(): void {
    for (const node of this.world.nodes) this.world.boot(node);
  }
}
