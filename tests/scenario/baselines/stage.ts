import { bundleSystem } from '../../../src/compare/bundle-system.ts';
import { Deployment } from '../../../src/compare/deployment.ts';
import type { DeployedSystem, System } from '../../../src/compare/system.ts';
import { threeRegions } from '../../../src/compare/topologies/three-regions.ts';
import type { Topology } from '../../../src/compare/topology.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { type Bundle, VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { World } from '../../../src/harness/world.ts';
import type { DoneAccess, Outcome, Step } from '../../../src/sdk/baseline.ts';
import { availableDrain } from '../../unit/harness/small-world.ts';

/** A system on a topology, with clients that a test directs step by step. */
export class Stage {
  readonly world: World;
  readonly deployment: Deployment;
  readonly system: DeployedSystem;
  #requests = 0;

  constructor(world: World, deployment: Deployment, system: DeployedSystem) {
    this.world = world;
    this.deployment = deployment;
    this.system = system;
  }

  /** The first client that stands at a site. */
  clientAt(site: string): SimNode {
    const client = this.system.clients.find((node) => this.deployment.siteOf(node) === site);
    if (client === undefined) throw new Error(`no client stands at ${site}`);
    return client;
  }

  async request(client: SimNode, ...steps: Step[]): Promise<Outcome> {
    const outcome = await this.system.perform(client, { id: `r${this.#requests++}`, steps });
    if (outcome === undefined) throw new Error(`${client.spec.name} has stopped`);
    return outcome;
  }

  /** What a client reads, by key. */
  async read(client: SimNode, ...keys: string[]): Promise<Record<string, string | null>> {
    const outcome = await this.request(client, ...keys.map((key): Step => ({ op: 'read', key })));
    if (outcome.status !== 'done') throw new Error(`the read was aborted: ${outcome.reason}`);
    return Object.fromEntries(outcome.accesses.map(({ key, value }: DoneAccess) => [key, value]));
  }

  write(client: SimNode, key: string, value: string): Promise<Outcome> {
    return this.request(client, { op: 'write', key, value });
  }
}

const bundles = new Map<string, Bundle>();

/** Runs a test's script with a system that has just been deployed. */
export async function onStage<T>(
  system: System,
  script: (stage: Stage) => Promise<T>,
  { seed = 1, clients = 3, topology = threeRegions }: { seed?: number; clients?: number; topology?: Topology } = {},
): Promise<T> {
  const { module } = system.programs as { module: string };
  const bundle = bundles.get(module) ?? (await bundleSystem(module));
  bundles.set(module, bundle);
  const host = new VmHost(bundle);
  const limits = { virtualMs: Infinity, eventsPerMs: Infinity };
  const world = new World({ seed, host, drain: await availableDrain(), limits });
  const deployment = new Deployment(world, topology);
  const deployed = system.deploy(deployment, clients);
  deployment.bootAll();
  try {
    return await world.run(async () => {
      await world.sleep(deployed.warmUpMs);
      return script(new Stage(world, deployment, deployed));
    });
  } finally {
    host.close();
  }
}
