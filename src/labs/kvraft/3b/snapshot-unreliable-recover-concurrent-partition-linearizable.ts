import { genericTest } from '../generic-test.ts';

export const snapshotUnreliableRecoverConcurrentPartitionLinearizable = genericTest({
  id: '3B/snapshot-unreliable-recover-concurrent-partition-linearizable',
  clients: 15,
  servers: 7,
  isUnreliable: true,
  restarts: true,
  partitions: true,
  hasRandomKeys: true,
  maxRaftState: 1000,
  rush: { operations: 15, everyMs: 400 },
});
