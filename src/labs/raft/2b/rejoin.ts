import { defineRaftTest } from '../define-raft-test.ts';
import { agreement } from '../properties.ts';

export const rejoin = defineRaftTest({
  id: '2B/rejoin',
  title: 'rejoin of partitioned leader',
  property: agreement,
  servers: 3,
  faults: ['leaders disconnected with uncommitted entries'],
  minimum: { commits: 4, elections: 2, faults: { isolate: 2 } },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

    // The leader is cut off and takes commands that it cannot commit.
    const first = await cluster.oneLeader();
    cluster.disconnect(first);
    for (let i = 0; i < 3; i++) await cluster.start(first, cluster.freshCommand());

    // The others commit at the same index.
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

    // The new leader goes, the old one comes back: its entries give way.
    const second = await cluster.oneLeader();
    cluster.disconnect(second);
    cluster.connect(first);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

    cluster.connect(second);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
