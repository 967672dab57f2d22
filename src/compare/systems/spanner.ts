import { SERVER } from '../../harness/machine/machine.ts';
import { synchronizeClocks } from '../../harness/machine/time-masters.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Deployment } from '../deployment.ts';
import type { System } from '../system.ts';
import type { Topology } from '../topology.ts';

/** Shards, each a replicated group of its own. */
const GROUPS = 3;
/** In different sites, where there are so many. */
const REPLICAS = 3;
/** The worst of the paper's uncertainty, which goes up and down between 1 and 7 ms (section 3). */
const UNCERTAINTY_MS = 7;
/** Leaders promise so often, at most. */
const PROMISE_EVERY_MS = 20;
const ELECTION_MS = 2_000;

export const spanner: System = {
  id: 'spanner',
  title: 'Spanner',
  claims: ['strict-serializability'],
  tolerates: ['none', 'primary-crash', 'leader-cut', 'region-cut', 'message-loss'],
  steps: ['read', 'write', 'add'],
  severalSteps: 'always',
  programs: { module: 'spanner' },
  deploy(deployment, clients) {
    const { sites, world } = deployment;
    const siteOf = (replica: number) => sites[replica % sites.length] as string;
    const groups = Array.from({ length: GROUPS }, (_, group) =>
      Array.from({ length: REPLICAS }, (_, me) => deployment.nextId + group * REPLICAS + me),
    );
    const promises = { promiseEveryMs: PROMISE_EVERY_MS, promiseAheadMs: promiseAheadMsIn(deployment.topology) };
    const servers = groups.flatMap((replicas, group) =>
      replicas.map((_, me) =>
        deployment.add({
          name: `group ${group} replica ${me}`,
          program: 'replica',
          site: siteOf(me),
          machine: SERVER,
          options: { group, me, groups, uncertaintyMs: UNCERTAINTY_MS, ...promises },
        }),
      ),
    );
    const clientNodes = deployment.addClients(clients, (site) => ({
      groups: groups.map((replicas) => nearestFirst(deployment, replicas, sites[site] as string)),
      uncertaintyMs: UNCERTAINTY_MS,
    }));
    synchronizeClocks(world, [...servers, ...clientNodes], UNCERTAINTY_MS);
    const leads = new Map<number, boolean>();
    world.observers.add({ onRole: (node, _term, isLeader) => void leads.set(node.id, isLeader) });
    return {
      servers,
      clients: clientNodes,
      perform: (client, request) => deployment.request(client, request),
      primary: () => servers.find(({ id }) => leads.get(id)) ?? (servers[0] as SimNode),
      warmUpMs: ELECTION_MS,
    };
  },
};

/**
 * How old the news of a promise may be: it comes after the one before (a round trip to a majority), takes a round trip to
 * a majority itself, and then the way to the replica. Reads find their time promised already; writes pay for it with a
 * longer commit wait, which two-phase commit takes anyway.
 */
function promiseAheadMsIn({ sites, latencyMs }: Topology): number {
  const oneWayMs = Math.max(...sites.flatMap((from) => sites.map((to) => latencyMs(from, to)[1])));
  return Math.ceil(PROMISE_EVERY_MS + 4 * oneWayMs);
}

function nearestFirst(deployment: Deployment, replicas: readonly number[], site: string): number[] {
  const distanceMs = (id: number) =>
    deployment.topology.latencyMs(site, deployment.siteOf(deployment.world.node(id)))[0];
  return [...replicas].sort((a, b) => distanceMs(a) - distanceMs(b));
}
