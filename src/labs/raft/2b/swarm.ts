import { defineRaftTest } from '../define-raft-test.ts';
import { stateMachineSafety } from '../properties.ts';
import { swarm } from '../swarm.ts';

export const swarm2B = defineRaftTest({
  id: '2B/swarm',
  title: 'agreement while the network is disturbed in ways that the seed chooses',
  property: stateMachineSafety,
  servers: 5,
  isExtra: true,
  faults: ['disturbances that the seed chooses, two at a time'],
  minimum: { commits: 20, elections: 1 },
  run: ({ cluster }) => swarm(cluster, { hasCrashes: false, hasCommands: true }),
});
