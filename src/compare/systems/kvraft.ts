import { SERVER } from '../../harness/machine/machine.ts';
import { KVRAFT_ENTRY } from '../../labs/kvraft/entry.ts';
import type { ClerkOptions } from '../../sdk/programs/clerk.ts';
import type { KVServerOptions } from '../../sdk/programs/kvserver.ts';
import { askClerk, leaderWatch } from '../clerk-system.ts';
import type { System } from '../system.ts';

const SERVERS = 3;
/** Bytes of Raft state, as in Lab 3B's tests. */
const MAX_RAFT_STATE = 100_000;
const ELECTION_MS = 2_000;

/** The submission's Lab 3, one server at each site in turn. */
export const kvraft: System = {
  id: 'kvraft',
  title: 'key/value over Raft (the submission’s Lab 3)',
  claims: ['linearizability'],
  tolerates: ['none', 'primary-crash', 'leader-cut', 'region-cut', 'message-loss'],
  steps: ['read', 'write'],
  severalSteps: 'never',
  programs: { entry: KVRAFT_ENTRY },
  sizes: { of: 'servers', usual: SERVERS, all: [3, 5, 7] },
  deploy(deployment, clients, size = SERVERS) {
    const { sites, world } = deployment;
    const ids = Array.from({ length: size }, (_, me) => deployment.nextId + me);
    const siteOf = (i: number) => sites[i % sites.length] as string;
    const servers = ids.map((_, me) =>
      deployment.add({
        name: `server ${me}`,
        program: 'kvserver',
        site: siteOf(me),
        machine: SERVER,
        options: { servers: ids, me, maxRaftState: MAX_RAFT_STATE } satisfies KVServerOptions,
      }),
    );
    const leaderOf = leaderWatch(world);
    return {
      servers,
      clients: Array.from({ length: clients }, (_, i) =>
        deployment.add({
          name: `clerk ${i}`,
          program: 'clerk',
          site: siteOf(i),
          options: { servers: ids } satisfies ClerkOptions,
        }),
      ),
      perform: (client, request) => askClerk(world, client, request),
      primary: () => leaderOf(servers),
      warmUpMs: ELECTION_MS,
    };
  },
};
