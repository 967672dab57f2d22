import { defineRaftTest } from '../define-raft-test.ts';
import { applyOrder } from '../properties.ts';
import { SNAPSHOT_INTERVAL } from '../snapshot-service.ts';
import { startMany } from './snapshot-rounds.ts';

const ROUNDS = 8;
/** In odd rounds: the service is still at entries that the snapshot covers when that comes. */
const SLOW_MS = 20;
const COMMANDS = (3 * SNAPSHOT_INTERVAL) / 2;
/** Servers side by side: what follows a snapshot arrives before anything but the snapshot itself could happen. */
const LATENCY_MS = [0.05, 0.1] as const;

export const snapshotInTurn = defineRaftTest({
  id: '2D/snapshot-in-turn',
  title: 'a snapshot comes in its turn, before the entries that follow it',
  property: applyOrder,
  servers: 3,
  takesSnapshots: true,
  isExtra: true,
  faults: ['a server disconnected while the others take snapshots', 'a service that takes its time'],
  minimum: { commits: ROUNDS * 2 * COMMANDS, snapshotsInstalled: ROUNDS / 2, faults: { isolate: ROUNDS } },
  async run({ cluster }) {
    const everybody = cluster.servers.map(({ id }) => id);
    cluster.faults.inject({ kind: 'link-quality', from: everybody, to: everybody, change: { latencyMs: LATENCY_MS } });
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await cluster.oneLeader();
      const follower = cluster.random.pick(cluster.others(leader));
      if (round % 2 === 1) cluster.service.takesMs.set(follower, SLOW_MS);
      await startMany(cluster, COMMANDS);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

      cluster.disconnect(follower);
      await startMany(cluster, COMMANDS);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

      cluster.connect(follower);
      await startMany(cluster, COMMANDS);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      cluster.service.takesMs.delete(follower);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
