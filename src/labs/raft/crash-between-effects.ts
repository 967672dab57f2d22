import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { CrashableEffect } from '../../harness/step-effects.ts';
import type { RaftCluster } from './cluster.ts';

const ROUNDS = 40;
const COMMANDS_PER_ROUND = 4;
const EFFECTS: readonly CrashableEffect[] = ['send', 'reply', 'persist', 'apply'];
/** An effect that does not come up in time crashes nobody. */
const ARMED_MS = 150;
const ELECTION_MS = 2_000;

/** What a run must have done at the least. */
export const CRASH_MINIMUM = {
  commits: ROUNDS,
  elections: ROUNDS / 4,
  crashes: ROUNDS / 2,
  faults: { isolate: ROUNDS },
};

/**
 * Three servers, of which one at a time is cut off, and the two others crash between two effects of a step while they
 * work on commands. What one of them told the other before the crash has to hold when the third is back in its place.
 */
export async function crashBetweenEffects(cluster: RaftCluster): Promise<void> {
  const { random, servers, watch } = cluster;
  for (let round = 0; round < ROUNDS; round++) {
    const cutOff = random.pick(servers);
    cluster.connectOnly(...cluster.others(cutOff));
    await watch.until(() => cluster.connected.some((server) => watch.leads(server)), ELECTION_MS);

    for (const server of random.shuffled(cluster.connected).slice(0, random.int(1, 2))) {
      cluster.crashAfter(server, random.pick(EFFECTS), { skip: random.int(0, 3), withinMs: ARMED_MS });
    }
    for (let i = 0; i < COMMANDS_PER_ROUND; i++) {
      await proposeEverywhere(cluster);
      await cluster.elapse(random.int(0, 12));
    }
    // Now and then time for an election, whose messages are effects too.
    if (random.chance(0.25)) await cluster.elapse(random.int(0, ELECTION_MS / 2));
    restartCrashed(cluster);
  }
  await cluster.elapse(ARMED_MS);
  restartCrashed(cluster);
  cluster.connect(...servers);
  await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });
}

async function proposeEverywhere(cluster: RaftCluster): Promise<void> {
  const command = cluster.freshCommand();
  await Promise.all(cluster.connected.map((server: SimNode) => cluster.start(server, command)));
}

function restartCrashed(cluster: RaftCluster): void {
  cluster.restart(...cluster.servers.filter((server) => !server.isAlive));
}
