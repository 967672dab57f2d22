import type { RandomStream } from '../../base/random.ts';
import { FaultInjector } from '../../harness/faults/injector.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { World } from '../../harness/world.ts';
import type { ShardCtrlerOptions } from '../../sdk/programs/shardctrler.ts';
import type { ShardCtrlerClerkOptions } from '../../sdk/programs/shardctrler-clerk.ts';
import { PropertyViolated } from '../failure.ts';
import { CommitCheck } from '../raft/commit-check.ts';
import { leaderElection } from '../raft/properties.ts';
import { CtrlerClerk } from './ctrler-clerk.ts';
import { ReplicaGroup } from './replica-group.ts';

const ELECTION_MS = 10_000;
const POLL_MS = 20;

/** The controller's servers and as many clerks as a test wants. */
export class CtrlerCluster {
  readonly world: World;
  readonly group: ReplicaGroup;
  readonly faults: FaultInjector;
  readonly random: RandomStream;
  #clerks = 0;

  constructor(world: World, servers: number) {
    this.world = world;
    this.random = world.stream('test');
    this.faults = new FaultInjector(world);
    this.group = new ReplicaGroup(world, this.faults, addCtrlers(world, servers));
  }

  newClerk(): CtrlerClerk {
    return addCtrlerClerk(this.world, `clerk ${this.#clerks++}`, this.group, this.random);
  }

  elapse(ms: number): Promise<void> {
    return this.world.sleep(ms);
  }

  /** @throws PropertyViolated when the server does not lead the group within ten seconds. */
  async untilLeads(server: SimNode): Promise<void> {
    const deadlineMs = this.world.nowMs + ELECTION_MS;
    while (this.group.leader !== server) {
      if (this.world.nowMs >= deadlineMs) {
        throw new PropertyViolated(leaderElection, {
          message: `${server.spec.name} was not elected`,
          expected: `${server.spec.name}, the only running server with the latest log, leads within ${ELECTION_MS / 1000} s`,
          actual: `${this.group.leader?.spec.name ?? 'nobody'} leads`,
        });
      }
      await this.elapse(POLL_MS);
    }
  }
}

/** Adds and boots the servers of a controller. */
export function addCtrlers(world: World, count: number): SimNode[] {
  const first = world.nodes.length;
  const servers = Array.from({ length: count }, (_, me) => first + me);
  const nodes = servers.map((_, me) =>
    world.addNode({
      name: `controller ${me}`,
      program: 'shardctrler',
      options: { servers, me } satisfies ShardCtrlerOptions,
    }),
  );
  for (const node of nodes) world.boot(node);
  return nodes;
}

/** Adds and boots a clerk of a controller, which knows its servers in random order. */
export function addCtrlerClerk(world: World, name: string, group: ReplicaGroup, random: RandomStream): CtrlerClerk {
  const options: ShardCtrlerClerkOptions = { servers: random.shuffled(group.ids) };
  const node = world.addNode({ name, program: 'shardctrlerClerk', options });
  world.boot(node);
  const commits = new CommitCheck([group.watch.log]);
  world.observers.add(commits);
  return new CtrlerClerk(world, node, commits);
}
