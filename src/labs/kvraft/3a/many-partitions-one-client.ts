import { genericTest } from '../generic-test.ts';

export const manyPartitionsOneClient = genericTest({
  id: '3A/many-partitions-one-client',
  clients: 1,
  servers: 5,
  partitions: true,
});
