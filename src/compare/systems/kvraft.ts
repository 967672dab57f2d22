import { SERVER } from '../../harness/machine/machine.ts';
import { KVRAFT_ENTRY } from '../../labs/kvraft/entry.ts';
import type { Outcome, Request } from '../../sdk/baseline.ts';
import type { ClerkOptions } from '../../sdk/programs/clerk.ts';
import type { KVServerOptions } from '../../sdk/programs/kvserver.ts';
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
  deploy(deployment, clients) {
    const { sites, world } = deployment;
    const ids = Array.from({ length: SERVERS }, (_, me) => deployment.nextId + me);
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
    const leads = new Map<number, boolean>();
    world.observers.add({ onRole: (node, _term, isLeader) => void leads.set(node.id, isLeader) });
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
      async perform(client, { steps }: Request): Promise<Outcome | undefined> {
        const [step] = steps;
        if (step === undefined || step.op === 'add')
          return { status: 'aborted', reason: 'a clerk gets and puts one key' };
        const { key } = step;
        const args = step.op === 'read' ? [key] : [key, step.value];
        const answer = await world.call(client, step.op === 'read' ? 'get' : 'put', args);
        if (answer === undefined) return undefined;
        if (step.op === 'write') return { status: 'done', accesses: [step] };
        return { status: 'done', accesses: [{ op: 'read', key, value: (JSON.parse(answer) as string) || null }] };
      },
      primary: () => servers.find(({ id }) => leads.get(id)) ?? (servers[0] as (typeof servers)[number]),
      warmUpMs: ELECTION_MS,
    };
  },
};
