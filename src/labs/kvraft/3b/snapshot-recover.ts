import { genericTest } from '../generic-test.ts';

export const snapshotRecover = genericTest({
  id: '3B/snapshot-recover',
  clients: 1,
  servers: 5,
  restarts: true,
  maxRaftState: 1000,
});
