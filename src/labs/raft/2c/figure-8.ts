import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { pauseMs, proposeEverywhere, ROUNDS } from './figure-8-rounds.ts';

export const figure8 = defineRaftTest({
  id: '2C/figure-8',
  title: 'Figure 8',
  property: leaderCompleteness,
  servers: 5,
  faults: ['every leader crashes within half a second of its first command'],
  minimum: { commits: 2, elections: 5, crashes: 5 },
  async run({ cluster }) {
    const { random } = cluster;
    await cluster.agree(cluster.freshCommand(), { servers: 1, retry: true });
    for (let round = 0; round < ROUNDS; round++) {
      const leader = await proposeEverywhere(cluster);
      await cluster.elapse(pauseMs(random));
      if (leader !== undefined) cluster.crash(leader);
      // Two of five may be down, not three.
      if (cluster.running.length < 3) {
        const server = random.pick(cluster.servers);
        if (!server.isAlive) cluster.revive(server);
      }
    }
    cluster.revive(...cluster.servers.filter((server) => !server.isAlive));
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});
