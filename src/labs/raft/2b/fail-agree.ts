import { defineRaftTest } from '../define-raft-test.ts';
import { agreement } from '../properties.ts';

export const failAgree = defineRaftTest({
  id: '2B/fail-agree',
  title: 'agreement after follower reconnects',
  property: agreement,
  servers: 3,
  faults: ['follower disconnected'],
  minimum: { commits: 7, faults: { isolate: 1 } },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: false });

    // Leader and one follower go on.
    const follower = cluster.next(await cluster.oneLeader());
    cluster.disconnect(follower);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: false });
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: false });
    await cluster.elapse(1_000);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: false });
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: false });

    // The follower catches up, with whatever election its return causes.
    cluster.connect(follower);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    await cluster.elapse(1_000);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
