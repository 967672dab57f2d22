import { genericTest } from '../generic-test.ts';

export const snapshotUnreliable = genericTest({
  id: '3B/snapshot-unreliable',
  clients: 5,
  servers: 5,
  isUnreliable: true,
  maxRaftState: 1000,
});
