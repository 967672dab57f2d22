import type { CrashableEffect } from '../../harness/step-effects.ts';
import type { RaftCluster } from './cluster.ts';

const ROUNDS = 50;
const COMMANDS_PER_ROUND = 4;
const EFFECTS: readonly CrashableEffect[] = ['send', 'reply', 'persist', 'apply'];
/** An effect that does not come up in time crashes nobody. */
const ARMED_MS = 150;
const ELECTION_MS = 1_000;

/** What a run must have done at the least. */
export const CRASH_MINIMUM = { commits: 5, elections: 5, crashes: 5, faults: { partition: ROUNDS } };

/**
 * Three servers, of which one at a time is cut off, and the two others crash between two effects of a step: while they
 * elect a leader, or while they work on commands. What one of them told the other before the crash has to hold when
 * the third is back in its place.
 */
export async function crashBetweenEffects(cluster: RaftCluster): Promise<void> {
  const { random, servers } = cluster;
  for (let round = 0; round < ROUNDS; round++) {
    cluster.connectOnly(...cluster.others(random.pick(servers)));
    if (random.chance(0.5)) {
      crashSomebody(cluster, ELECTION_MS);
      await leaderOrCrash(cluster);
    } else {
      await leaderOrCrash(cluster);
      crashSomebody(cluster, ARMED_MS);
    }
    for (let i = 0; i < COMMANDS_PER_ROUND; i++) {
      await proposeEverywhere(cluster);
      await cluster.elapse(random.int(0, 12));
    }
    bringBack(cluster);
  }
  await cluster.elapse(ELECTION_MS);
  bringBack(cluster);
  cluster.connect(...servers);
  await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });
}

/** One of the connected servers, or two, each after an effect of its own. */
function crashSomebody(cluster: RaftCluster, withinMs: number): void {
  const { random } = cluster;
  for (const server of random.shuffled(cluster.connected).slice(0, random.int(1, 2))) {
    cluster.crashAfter(server, random.pick(EFFECTS), { skip: random.int(0, 3), withinMs });
  }
}

async function leaderOrCrash({ watch, connected }: RaftCluster): Promise<void> {
  await watch.until(() => connected.some((server) => watch.leads(server) || !server.isAlive), ELECTION_MS);
}

async function proposeEverywhere(cluster: RaftCluster): Promise<void> {
  const command = cluster.freshCommand();
  await Promise.all(cluster.connected.map((server) => cluster.start(server, command)));
}

function bringBack(cluster: RaftCluster): void {
  cluster.restart(...cluster.servers.filter((server) => !server.isAlive));
}
