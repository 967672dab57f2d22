import { genericTest } from '../generic-test.ts';

export const persistConcurrent = genericTest({
  id: '3A/persist-concurrent',
  clients: 5,
  servers: 5,
  restarts: true,
});
