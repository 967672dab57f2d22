import { genericTest } from '../generic-test.ts';

export const basic = genericTest({
  id: '3A/basic',
  clients: 1,
  servers: 5,
});
