import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { logCompaction } from '../properties.ts';
import { SNAPSHOT_INTERVAL } from '../snapshot-service.ts';

export const ROUNDS = 30;
/** Long enough for a log that is cut too late to show, short enough for one that is cut in time. */
const COMMAND_CHARS = 40;
/** What is persisted beside the snapshot (Go: `MAXLOGSIZE`): room for the entries since the last snapshot. */
const STATE_LIMIT_BYTES = 2_000;

/** What happens to a server while the others take commands that they will have discarded when it is back. */
export type Disturbance = 'none' | 'disconnect' | 'crash';

/** Rounds of commands, in each of which one of three servers misses some; every third time it is the leader. */
export async function snapshotRounds(cluster: RaftCluster, disturbance: Disturbance): Promise<void> {
  await agree(cluster, 3);
  let leader = await cluster.oneLeader();
  for (let round = 0; round < ROUNDS; round++) {
    const victim = round % 3 === 1 ? leader : cluster.next(leader);
    if (disturbance !== 'none') {
      if (disturbance === 'disconnect') cluster.disconnect(victim);
      else cluster.crash(victim);
      await agree(cluster, 2);
    }

    // Perhaps enough for a snapshot; who stays connected must have everything, so that it can be compared.
    const commands = cluster.random.int(SNAPSHOT_INTERVAL / 2, (3 * SNAPSHOT_INTERVAL) / 2 - 1);
    await startMany(cluster, commands);
    await agree(cluster, disturbance === 'none' ? 3 : 2);
    expectSmallStates(cluster);

    if (disturbance !== 'none') {
      if (disturbance === 'disconnect') cluster.connect(victim);
      else cluster.revive(victim);
      await agree(cluster, 3);
      leader = await cluster.oneLeader();
    }
  }
}

function agree(cluster: RaftCluster, servers: number): Promise<number> {
  return cluster.agree(longCommand(cluster), { servers, retry: true });
}

/** A burst of commands, all of them to a server that takes them. */
export async function startMany(cluster: RaftCluster, commands: number): Promise<void> {
  let leader: SimNode | undefined;
  for (let accepted = 0; accepted < commands; ) {
    leader ??= (await cluster.leaderNow()) ?? (await cluster.oneLeader());
    const result = await cluster.start(leader, longCommand(cluster));
    if (result?.isLeader) accepted++;
    else leader = undefined;
  }
}

function longCommand(cluster: RaftCluster): string {
  return cluster.freshCommand().padEnd(COMMAND_CHARS, '.');
}

/** @throws PropertyViolated when a running server persists more than it needs. */
export function expectSmallStates(cluster: RaftCluster): void {
  for (const server of cluster.running) {
    const { stateSizeBytes } = server.disk;
    if (stateSizeBytes < STATE_LIMIT_BYTES) continue;
    cluster.fail(logCompaction, {
      message: `the log of ${server.spec.name} is not cut`,
      expected: `a persisted state of less than ${STATE_LIMIT_BYTES} bytes with a snapshot every ${SNAPSHOT_INTERVAL} entries`,
      actual: `${stateSizeBytes} bytes`,
    });
  }
}
