import { assert } from '../../base/assert.ts';
import { SERVER } from '../../harness/machine/machine.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import { SHARDKV_ENTRY } from '../../labs/shardkv/entry.ts';
import type { ServerDirectory } from '../../sdk/programs/server-directory.ts';
import type { ShardCtrlerOptions } from '../../sdk/programs/shardctrler.ts';
import type { ShardCtrlerClerkOptions } from '../../sdk/programs/shardctrler-clerk.ts';
import type { ShardKVOptions } from '../../sdk/programs/shardkv.ts';
import type { ShardKVClerkOptions } from '../../sdk/programs/shardkv-clerk.ts';
import { SHARDS } from '../../sdk/shardctrler.ts';
import { askClerk, leaderWatch } from '../clerk-system.ts';
import type { Deployment } from '../deployment.ts';
import type { System } from '../system.ts';

const GROUPS = 3;
const FIRST_GID = 100;
/** Of the controller, and of each group: one at each site in turn. */
const REPLICAS = 3;
const MAX_RAFT_STATE = 100_000;
const ELECTION_MS = 2_000;
/** Groups look for a new configuration every 100 ms, and find a leader first. */
const CONFIGURED_MS = 3_000;

/** The submission's Lab 4: a controller and groups, all of them over all sites. */
export const shardkv: System = {
  id: 'shardkv',
  title: 'sharded key/value (the submission’s Lab 4)',
  claims: ['linearizability'],
  tolerates: ['none', 'primary-crash', 'leader-cut', 'region-cut', 'message-loss'],
  steps: ['read', 'write'],
  severalSteps: 'never',
  programs: { entry: SHARDKV_ENTRY },
  sizes: { of: 'groups of three', usual: GROUPS, all: [1, 2, 3, 5] },
  deploy(deployment, clients, size = GROUPS) {
    const { world, nextId } = deployment;
    const idsOf = (replicas: number) => Array.from({ length: REPLICAS }, (_, me) => nextId + replicas * REPLICAS + me);
    const ctrlers = idsOf(0);
    const gids = Array.from({ length: size }, (_, g) => FIRST_GID + g);
    const directory: ServerDirectory = Object.fromEntries(
      gids.flatMap((gid, g) => idsOf(1 + g).map((id, me) => [serverName(gid, me), id])),
    );
    const controller = addReplicas(deployment, 'shardctrler', (me) => ({
      name: `controller ${me}`,
      options: { servers: ctrlers, me } satisfies ShardCtrlerOptions,
    }));
    const groups = gids.map((gid, g) =>
      addReplicas(deployment, 'shardkv', (me) => ({
        name: serverName(gid, me),
        options: {
          servers: idsOf(1 + g),
          me,
          gid,
          maxRaftState: MAX_RAFT_STATE,
          ctrlers,
          directory,
        } satisfies ShardKVOptions,
      })),
    );
    const admin = deployment.add({
      name: 'admin',
      program: 'shardctrlerClerk',
      site: siteOf(deployment, 0),
      options: { servers: ctrlers } satisfies ShardCtrlerClerkOptions,
    });
    const leaderOf = leaderWatch(world);
    return {
      servers: [...groups.flat(), ...controller],
      clients: Array.from({ length: clients }, (_, i) =>
        deployment.add({
          name: `clerk ${i}`,
          program: 'shardkvClerk',
          site: siteOf(deployment, i),
          options: { ctrlers, directory } satisfies ShardKVClerkOptions,
        }),
      ),
      perform: (client, request) => askClerk(world, client, request, spread),
      primary: () => leaderOf(groups[0] as SimNode[]),
      warmUpMs: ELECTION_MS,
      async prepare() {
        const members = gids.map((gid) => [gid, Array.from({ length: REPLICAS }, (_, me) => serverName(gid, me))]);
        const answer = await world.call(admin, 'join', [Object.fromEntries(members)]);
        assert(answer !== undefined, 'the administrator runs as long as the world');
        await world.sleep(CONFIGURED_MS);
      },
    };
  },
};

function serverName(gid: number, me: number): string {
  return `server-${gid}-${me}`;
}

function siteOf({ sites }: Deployment, i: number): string {
  return sites[i % sites.length] as string;
}

function addReplicas(
  deployment: Deployment,
  program: string,
  replica: (me: number) => { name: string; options: unknown },
): SimNode[] {
  return Array.from({ length: REPLICAS }, (_, me) =>
    deployment.add({ ...replica(me), program, site: siteOf(deployment, me), machine: SERVER }),
  );
}

/** Lab 4 goes by a key's first character: without this, all keys of a workload would be in one shard. */
function spread(key: string): string {
  let sum = 0;
  for (const character of key) sum += character.charCodeAt(0);
  return `${sum % SHARDS}/${key}`;
}
