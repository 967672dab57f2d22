import { defineRaftTest } from '../define-raft-test.ts';
import { applyOrder } from '../properties.ts';
import { ROUNDS, snapshotRounds } from './snapshot-rounds.ts';

/** Long enough for the server to have gone on, with other snapshots. */
const LATE_MS = [0, 3_000] as const;

export const lateSnapshots = defineRaftTest({
  id: '2D/late-snapshots',
  title: 'old snapshots that arrive again do not take a server back',
  property: applyOrder,
  servers: 3,
  takesSnapshots: true,
  isExtra: true,
  faults: ['a server disconnected while the others take snapshots', 'requests arrive again up to 3 s later'],
  minimum: { commits: ROUNDS * 8, snapshotsInstalled: 10, faults: { isolate: ROUNDS } },
  async run({ cluster }) {
    const everybody = cluster.servers.map(({ id }) => id);
    cluster.faults.inject({
      kind: 'link-quality',
      from: everybody,
      to: everybody,
      change: { duplicateProbability: 0.5, duplicateDelayMs: LATE_MS },
    });
    await snapshotRounds(cluster, 'disconnect');
  },
});
