import { SERVER } from '../../harness/machine/machine.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { DeployedSystem, System } from '../system.ts';

const SHARDS = 2;

interface Variant {
  id: string;
  title: string;
  claims: readonly string[];
  hasTransactions: boolean;
  isEventual: boolean;
}

function cops({ id, title, claims, hasTransactions, isEventual }: Variant): System {
  return {
    id,
    title,
    claims,
    // A server that crashes loses what it held: the paper replicates servers within a data centre, which is left out here.
    tolerates: ['none', 'region-cut', 'message-loss'],
    steps: ['read', 'write'],
    severalSteps: 'reads',
    programs: { module: 'cops' },
    sizes: { of: 'servers per data centre', usual: SHARDS, all: [1, 2, 4, 8] },
    deploy(deployment, clients, size = SHARDS) {
      const { sites } = deployment;
      const idOf = (site: number, shard: number) => site * size + shard;
      const servers = sites.flatMap((name, site) =>
        Array.from({ length: size }, (_, shard) =>
          deployment.add({
            name: `${name} shard ${shard}`,
            program: 'server',
            site: name,
            machine: SERVER,
            options: {
              number: idOf(site, shard),
              local: Array.from({ length: size }, (_, other) => idOf(site, other)),
              remote: sites.flatMap((_, other) => (other === site ? [] : [idOf(other, shard)])),
              isEventual,
            },
          }),
        ),
      );
      return {
        servers,
        clients: deployment.addClients(clients, (site) => ({
          local: Array.from({ length: size }, (_, shard) => idOf(site, shard)),
          hasTransactions,
        })),
        perform: (client, request) => deployment.request(client, request),
        // All are alike: the first one has as many clients as any.
        primary: () => servers[0] as SimNode,
        warmUpMs: 0,
      } satisfies DeployedSystem;
    },
  };
}

export const copsGt = cops({
  id: 'cops',
  title: 'COPS-GT',
  claims: ['causal-plus', 'convergence'],
  hasTransactions: true,
  isEventual: false,
});

/** What COPS improves on: values appear in the order in which they happen to arrive. */
export const eventual = cops({
  id: 'eventual',
  title: 'eventual consistency (COPS without its dependencies)',
  claims: ['convergence'],
  hasTransactions: false,
  isEventual: true,
});
