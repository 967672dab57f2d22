import { defineRaftTest } from '../define-raft-test.ts';
import { applyOrder } from '../properties.ts';

const ROUNDS = 3;
const COMMANDS = 20;

export const slowService = defineRaftTest({
  id: '2B/slow-service',
  title: 'entries that are committed while the service is busy are applied once and in order',
  property: applyOrder,
  servers: 3,
  isServiceSlow: true,
  isExtra: true,
  faults: ['a service that takes up to 20 ms for an entry'],
  minimum: { commits: ROUNDS * COMMANDS, elections: 1 },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await cluster.oneLeader();
      for (let i = 0; i < COMMANDS; i++) {
        await cluster.start(leader, cluster.freshCommand());
        await cluster.elapse(cluster.random.int(0, 5));
      }
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    }
  },
});
