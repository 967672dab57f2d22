import { genericTest } from '../generic-test.ts';

export const persistPartitionUnreliable = genericTest({
  id: '3A/persist-partition-unreliable',
  clients: 5,
  servers: 5,
  isUnreliable: true,
  restarts: true,
  partitions: true,
});
