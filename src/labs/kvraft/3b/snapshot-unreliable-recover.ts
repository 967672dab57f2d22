import { genericTest } from '../generic-test.ts';

export const snapshotUnreliableRecover = genericTest({
  id: '3B/snapshot-unreliable-recover',
  clients: 5,
  servers: 5,
  isUnreliable: true,
  restarts: true,
  maxRaftState: 1000,
});
