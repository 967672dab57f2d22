import { defineRaftTest } from '../define-raft-test.ts';
import { snapshotTransfer } from '../properties.ts';
import { ROUNDS, snapshotRounds } from './snapshot-rounds.ts';

export const snapshotInstallCrash = defineRaftTest({
  id: '2D/snapshot-install-crash',
  title: 'install snapshots (crash)',
  property: snapshotTransfer,
  servers: 3,
  takesSnapshots: true,
  faults: ['a server down while the others take snapshots'],
  minimum: { commits: ROUNDS * 8, snapshotsInstalled: 10, crashes: ROUNDS },
  run: ({ cluster }) => snapshotRounds(cluster, 'crash'),
});
