import { RDMA_SERVER } from '../../harness/machine/machine.ts';
import { RdmaFabric } from '../../harness/network/rdma.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { System } from '../system.ts';

/** Each is the primary of one region and a backup of two. */
const MACHINES = 6;
/** A primary and two backups: two failures are tolerated. */
const REPLICAS = 3;

/** All of it in one data centre, wherever else the topology has sites: FaRM does not replicate over distances. */
export const farm: System = {
  id: 'farm',
  title: 'FaRM',
  claims: ['strict-serializability'],
  // Its leases last 20 ms, on a network that loses next to nothing.
  tolerates: ['none', 'primary-crash', 'region-cut'],
  steps: ['read', 'write', 'add'],
  severalSteps: 'always',
  programs: { module: 'farm' },
  sizes: { of: 'machines', usual: MACHINES, all: [3, 6, 12, 24] },
  deploy(deployment, clients, size = MACHINES) {
    const site = deployment.sites[0] as string;
    const fabric = new RdmaFabric(deployment.world);
    deployment.world.observers.add(fabric);
    const manager = deployment.nextId;
    const machines = Array.from({ length: size }, (_, i) => manager + 1 + i);
    const coordinators = Array.from({ length: clients }, (_, i) => manager + 1 + size + i);
    const replicas = Array.from({ length: size }, (_, region) =>
      Array.from({ length: REPLICAS }, (_, i) => machines[(region + i) % size] as number),
    );
    const add = (name: string, program: string, options: unknown) =>
      deployment.add({ name, program, options, site, machine: RDMA_SERVER });
    add('manager', 'manager', { machines, coordinators, replicas });
    const servers = machines.map((me, i) => add(`machine ${i}`, 'machine', { me, manager }));
    return {
      servers,
      clients: coordinators.map((me, i) => add(`client ${i}`, 'client', { me, manager, replicas })),
      perform: (client, request) => deployment.request(client, request),
      oneSided: () => ({ operations: fabric.reads + fabric.appends, bytes: fabric.bytes }),
      primary: () => servers.find(({ isAlive }) => isAlive) as SimNode,
      warmUpMs: 10,
    };
  },
};
