import { defineRaftTest } from '../define-raft-test.ts';
import { logCompaction } from '../properties.ts';
import { ROUNDS, snapshotRounds } from './snapshot-rounds.ts';

export const snapshotBasic = defineRaftTest({
  id: '2D/snapshot-basic',
  title: 'snapshots basic',
  property: logCompaction,
  servers: 3,
  takesSnapshots: true,
  minimum: { commits: ROUNDS * 6 },
  run: ({ cluster }) => snapshotRounds(cluster, 'none'),
});
