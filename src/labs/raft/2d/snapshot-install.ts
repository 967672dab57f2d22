import { defineRaftTest } from '../define-raft-test.ts';
import { snapshotTransfer } from '../properties.ts';
import { ROUNDS, snapshotRounds } from './snapshot-rounds.ts';

export const snapshotInstall = defineRaftTest({
  id: '2D/snapshot-install',
  title: 'install snapshots (disconnect)',
  property: snapshotTransfer,
  servers: 3,
  takesSnapshots: true,
  faults: ['a server disconnected while the others take snapshots'],
  minimum: { commits: ROUNDS * 8, snapshotsInstalled: 10, faults: { isolate: ROUNDS } },
  run: ({ cluster }) => snapshotRounds(cluster, 'disconnect'),
});
