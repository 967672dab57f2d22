import { genericTest } from '../generic-test.ts';

export const manyPartitionsManyClients = genericTest({
  id: '3A/many-partitions-many-clients',
  clients: 5,
  servers: 5,
  partitions: true,
});
