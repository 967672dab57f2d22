import { DISTURBANCES } from '../disturbances.ts';
import { requireMinimum } from '../require-minimum.ts';
import { Swarm } from '../swarm.ts';
import type { RaftCluster } from './cluster.ts';

const ROUNDS = 2;
/** Of a round. */
const STEPS = 8;
const STEP_MS = [150, 700] as const;
/** Commands at every step, and when the group has come to rest. */
const COMMANDS = 10;

export interface RaftSwarmOptions {
  /** Servers crash too: they persist their state. */
  hasCrashes: boolean;
  /** Leaders get commands all the time. */
  hasCommands: boolean;
}

/**
 * Disturbs a group in ways that the seed chooses, with the step invariants watching, and lets it come to rest, again and
 * again: what nobody could commit while it was disturbed must not be in the way of what is committed then.
 */
export async function swarm(cluster: RaftCluster, { hasCrashes, hasCommands }: RaftSwarmOptions): Promise<void> {
  const { world, faults, random, servers, watch } = cluster;
  const leader = () => servers.find((server) => watch.leads(server));
  const among = DISTURBANCES.filter(({ crashes }) => hasCrashes || crashes === undefined);
  const disturbances = new Swarm({ world, faults, random, servers, leader }, among);
  const onStep = () => {
    if (!hasCommands) return;
    for (const server of servers.filter((each) => watch.leads(each))) {
      for (let i = 0; i < COMMANDS; i++) void cluster.start(server, cluster.freshCommand());
    }
  };
  const rest = async (commands: number) => {
    await cluster.oneLeader();
    if (!hasCommands) return;
    for (let i = 0; i < commands; i++) {
      await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });
    }
  };
  await rest(1);
  for (let round = 0; round < ROUNDS; round++) {
    await disturbances.run({ steps: STEPS, everyMs: STEP_MS, onStep });
    cluster.connect(...servers);
    await rest(COMMANDS);
  }
  requireMinimum(disturbances.minimums(ROUNDS * STEPS));
}
