import type { RandomStream } from '../../../base/random.ts';
import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';

export const ROUNDS = 1_000;
const ELECTION_TIMEOUT_MS = 1_000;

/** Proposes a new command to every server; a connected one that took it, as its leader. */
export async function proposeEverywhere(cluster: RaftCluster): Promise<SimNode | undefined> {
  const command = cluster.freshCommand();
  const results = await Promise.all(cluster.servers.map((server) => cluster.start(server, command)));
  return cluster.servers.findLast((server, i) => results[i]?.isLeader && cluster.isConnected(server));
}

/** Mostly too short to commit what was proposed, now and then long enough for an election. */
export function pauseMs(random: RandomStream): number {
  return random.chance(0.1) ? random.int(0, ELECTION_TIMEOUT_MS / 2 - 1) : random.int(0, 12);
}
