import { defineRaftTest } from '../define-raft-test.ts';
import { durability } from '../properties.ts';

export const persist1 = defineRaftTest({
  id: '2C/persist-1',
  title: 'basic persistence',
  property: durability,
  servers: 3,
  faults: ['all servers restarted, then leaders and a follower'],
  minimum: { commits: 6, elections: 3, crashes: 6 },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

    cluster.revive(...cluster.servers);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

    // The leader alone.
    cluster.revive(await cluster.oneLeader());
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });

    // A leader that misses an entry: it applies everything again, and the one that it missed.
    const leader = await cluster.oneLeader();
    cluster.disconnect(leader);
    const missed = await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
    cluster.revive(leader);
    await cluster.waitApplied(missed, { servers: 3 });

    // The same with a follower.
    const follower = cluster.next(await cluster.oneLeader());
    cluster.disconnect(follower);
    await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
    cluster.revive(follower);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
