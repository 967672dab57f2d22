import { swarmTest } from '../swarm-test.ts';

export const swarm = swarmTest({ id: '3A/swarm' });
