import { genericTest } from '../generic-test.ts';

export const persistPartition = genericTest({
  id: '3A/persist-partition',
  clients: 5,
  servers: 5,
  restarts: true,
  partitions: true,
});
