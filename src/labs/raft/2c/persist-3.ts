import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

export const persist3 = defineRaftTest({
  id: '2C/persist-3',
  title: 'partitioned leader and one follower crash, leader restarts',
  property: leaderCompleteness,
  servers: 3,
  faults: ['the two servers that have an entry crash, one comes back'],
  minimum: { commits: 4, elections: 2, crashes: 2, faults: { isolate: 3 } },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

    const leader = await cluster.oneLeader();
    const [follower, lagging] = [cluster.next(leader), cluster.next(leader, 2)];
    cluster.disconnect(lagging);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

    // Whoever leads now, the entry that the lagging server missed comes first.
    cluster.crash(leader, follower);
    cluster.connect(lagging);
    cluster.revive(leader);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

    cluster.revive(follower);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
