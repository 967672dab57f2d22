import { genericTest } from '../generic-test.ts';

export const snapshotUnreliableRecoverConcurrentPartition = genericTest({
  id: '3B/snapshot-unreliable-recover-concurrent-partition',
  clients: 5,
  servers: 5,
  isUnreliable: true,
  restarts: true,
  partitions: true,
  maxRaftState: 1000,
});
