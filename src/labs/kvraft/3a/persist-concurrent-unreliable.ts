import { genericTest } from '../generic-test.ts';

export const persistConcurrentUnreliable = genericTest({
  id: '3A/persist-concurrent-unreliable',
  clients: 5,
  servers: 5,
  isUnreliable: true,
  restarts: true,
});
