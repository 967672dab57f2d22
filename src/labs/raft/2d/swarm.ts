import { defineRaftTest } from '../define-raft-test.ts';
import { applyOrder } from '../properties.ts';
import { swarm } from '../swarm.ts';

export const swarm2D = defineRaftTest({
  id: '2D/swarm',
  title: 'snapshots, crashes and a disturbed network, in ways that the seed chooses',
  property: applyOrder,
  servers: 5,
  takesSnapshots: true,
  isExtra: true,
  faults: ['disturbances that the seed chooses, two at a time'],
  minimum: { commits: 20, elections: 1 },
  run: ({ cluster }) => swarm(cluster, { hasCrashes: true, hasCommands: true }),
});
