import { genericTest } from '../generic-test.ts';

export const restartsUnderLoad = genericTest({
  id: '3B/restarts-under-load',
  isExtra: true,
  clients: 5,
  servers: 5,
  isUnreliable: true,
  restartsUnderLoad: true,
  maxRaftState: 1000,
});
