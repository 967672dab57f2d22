import { swarmTest } from '../swarm-test.ts';

export const swarmWithSnapshots = swarmTest({ id: '3B/swarm', maxRaftState: 1000 });
