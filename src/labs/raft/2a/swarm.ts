import { defineRaftTest } from '../define-raft-test.ts';
import { electionSafety } from '../properties.ts';
import { swarm } from '../swarm.ts';

export const swarm2A = defineRaftTest({
  id: '2A/swarm',
  title: 'elections while the network is disturbed in ways that the seed chooses',
  property: electionSafety,
  servers: 5,
  isExtra: true,
  faults: ['disturbances that the seed chooses, two at a time'],
  minimum: { elections: 1 },
  run: ({ cluster }) => swarm(cluster, { hasCrashes: false, hasCommands: false }),
});
