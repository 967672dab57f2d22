import { genericTest } from '../generic-test.ts';

export const concurrent = genericTest({
  id: '3A/concurrent',
  clients: 5,
  servers: 5,
});
