import { genericTest } from '../generic-test.ts';

export const persistPartitionUnreliableLinearizable = genericTest({
  id: '3A/persist-partition-unreliable-linearizable',
  clients: 15,
  servers: 7,
  isUnreliable: true,
  restarts: true,
  partitions: true,
  hasRandomKeys: true,
  rush: { operations: 15, everyMs: 400 },
});
