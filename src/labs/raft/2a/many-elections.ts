import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

const ROUNDS = 9;

export const manyElections = defineRaftTest({
  id: '2A/many-elections',
  title: 'multiple elections',
  property: leaderElection,
  servers: 7,
  faults: ['three servers disconnected at a time, the leader among them'],
  minimum: { elections: ROUNDS, faults: { isolate: 3 * ROUNDS } },
  async run({ cluster }) {
    let leader = await cluster.oneLeader();
    for (let round = 0; round < ROUNDS; round++) {
      // Three different servers, one of them the leader, so that every round needs an election.
      const victims = [leader, ...cluster.random.shuffled(cluster.others(leader)).slice(0, 2)];
      cluster.disconnect(...victims);
      await cluster.oneLeader();
      cluster.connect(...victims);
      leader = await cluster.oneLeader();
    }
  },
});
