import { genericTest } from '../generic-test.ts';

export const snapshotRecoverManyClients = genericTest({
  id: '3B/snapshot-recover-many-clients',
  clients: 20,
  servers: 5,
  restarts: true,
  maxRaftState: 1000,
  rush: { operations: 20, everyMs: 500 },
});
