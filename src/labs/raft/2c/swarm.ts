import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { swarm } from '../swarm.ts';

export const swarm2C = defineRaftTest({
  id: '2C/swarm',
  title: 'crashes and a disturbed network, in ways that the seed chooses',
  property: leaderCompleteness,
  servers: 5,
  isExtra: true,
  faults: ['disturbances that the seed chooses, two at a time'],
  minimum: { commits: 20, elections: 1 },
  run: ({ cluster }) => swarm(cluster, { hasCrashes: true, hasCommands: true }),
});
