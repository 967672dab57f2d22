import { genericTest } from '../generic-test.ts';

export const unreliable = genericTest({
  id: '3A/unreliable',
  clients: 5,
  servers: 5,
  isUnreliable: true,
});
