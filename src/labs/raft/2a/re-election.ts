import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

export const reElection = defineRaftTest({
  id: '2A/re-election',
  title: 'election after network failure',
  property: leaderElection,
  servers: 3,
  faults: ['leader disconnected', 'majority lost'],
  minimum: { elections: 2, faults: { isolate: 3 } },
  async run({ cluster }) {
    const first = await cluster.oneLeader();

    // The rest is a majority: it elects a new leader, and the old one's return does not disturb it.
    cluster.disconnect(first);
    await cluster.oneLeader();
    cluster.connect(first);
    const second = await cluster.oneLeader();

    // Without a majority there is no leader.
    const other = cluster.next(second);
    cluster.disconnect(second, other);
    await cluster.elapse(2_000);
    await cluster.expectNoLeader();

    // A majority again, then everybody.
    cluster.connect(other);
    await cluster.oneLeader();
    cluster.connect(second);
    await cluster.oneLeader();
  },
});
