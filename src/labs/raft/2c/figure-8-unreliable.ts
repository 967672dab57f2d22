import { defineRaftTest } from '../define-raft-test.ts';
import { fastBackup, leaderCompleteness } from '../properties.ts';
import { pauseMs, proposeEverywhere, ROUNDS } from './figure-8-rounds.ts';

/** From here on most replies arrive after later ones. */
const FIRST_REORDERED_ROUND = 200;

export const figure8Unreliable = defineRaftTest({
  id: '2C/figure-8-unreliable',
  title: 'Figure 8 (unreliable)',
  property: leaderCompleteness,
  servers: 5,
  isUnreliable: true,
  faults: ['every other leader disconnected', 'two replies in three held back for up to 2.2 s'],
  minimum: { commits: 2, elections: 3, faults: { isolate: 5, 'network-mode': 1 } },
  async run({ cluster }) {
    const { random } = cluster;
    await cluster.agree(cluster.freshCommand(), { servers: 1, retry: true });
    for (let round = 0; round < ROUNDS; round++) {
      if (round === FIRST_REORDERED_ROUND) cluster.faults.inject({ kind: 'network-mode', isReorderingReplies: true });
      const leader = await proposeEverywhere(cluster);
      await cluster.elapse(pauseMs(random));
      if (random.chance(0.5) && leader !== undefined) cluster.disconnect(leader);
      // Two of five may be cut off, not three.
      if (cluster.connected.length < 3) {
        const server = random.pick(cluster.servers);
        if (!cluster.isConnected(server)) cluster.connect(server);
      }
    }
    cluster.connect(...cluster.servers.filter((server) => !cluster.isConnected(server)));
    // Logs that differ in hundreds of entries, and answers that take half a second.
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true, hint: fastBackup.hint });
  },
});
