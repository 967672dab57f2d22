import { DISTURBANCES } from '../disturbances.ts';
import { Swarm } from '../swarm.ts';
import type { RaftCluster } from './cluster.ts';

const STEPS = 16;
const STEP_MS = [150, 700] as const;
/** Commands at every step. */
const COMMANDS = 10;

/** What a run of {@link swarm} must have done at the least. */
export const SWARM_DISTURBANCES = STEPS;

export interface RaftSwarmOptions {
  /** Servers crash too: they persist their state. */
  hasCrashes: boolean;
  /** Leaders get commands all the time. */
  hasCommands: boolean;
}

/** Disturbs a group in ways that the seed chooses, with the step invariants watching, and lets it come to rest. */
export async function swarm(cluster: RaftCluster, { hasCrashes, hasCommands }: RaftSwarmOptions): Promise<void> {
  const { world, faults, random, servers, watch } = cluster;
  const leader = () => servers.find((server) => watch.leads(server));
  await cluster.oneLeader();
  if (hasCommands) await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });
  const among = DISTURBANCES.filter(({ crashes }) => hasCrashes || crashes === undefined);
  const disturbances = new Swarm({ world, faults, random, servers, leader }, among);
  await disturbances.run({
    steps: STEPS,
    everyMs: STEP_MS,
    onStep() {
      if (!hasCommands) return;
      for (const server of servers.filter((each) => watch.leads(each))) {
        for (let i = 0; i < COMMANDS; i++) void cluster.start(server, cluster.freshCommand());
      }
    },
  });
  cluster.connect(...servers);
  await cluster.oneLeader();
  if (hasCommands) await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });
  for (const { what, least, count } of disturbances.minimums(SWARM_DISTURBANCES)) {
    cluster.expectEnough(what, least, count);
  }
}
