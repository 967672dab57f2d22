import { genericTest } from '../generic-test.ts';

export const persistOneClient = genericTest({
  id: '3A/persist-one-client',
  clients: 1,
  servers: 5,
  restarts: true,
});
