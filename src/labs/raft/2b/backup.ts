import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { fastBackup } from '../properties.ts';

const ENTRIES = 50;
/** RPCs to one lagging server: a few to find where its log diverges, a few to send the rest; not one per entry. */
const CATCH_UP_RPCS = 25;
/** Beside them what goes on anyway: heartbeats, elections. */
const OTHER_RPCS_PER_S = 20;

export const backup = defineRaftTest({
  id: '2B/backup',
  title: 'leader backs up quickly over incorrect follower logs',
  property: fastBackup,
  servers: 5,
  faults: ['leaders disconnected with many uncommitted entries'],
  minimum: { commits: 2 * ENTRIES + 2, elections: 3, faults: { isolate: 8 } },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

    // A leader and one follower collect entries that cannot be committed.
    const first = await cluster.oneLeader();
    const [a, b, c, d] = [1, 2, 3, 4].map((steps) => cluster.next(first, steps)) as [
      SimNode,
      SimNode,
      SimNode,
      SimNode,
    ];
    cluster.disconnect(b, c, d);
    await startMany(first);
    await cluster.elapse(500);

    // The other three commit as many.
    cluster.disconnect(first, a);
    cluster.connect(b, c, d);
    await agreeMany();

    // One of the three is cut off; the remaining two collect more that cannot be committed.
    const second = await cluster.oneLeader();
    const other = cluster.next(first, 2) === second ? c : b;
    cluster.disconnect(other);
    await startMany(second);
    await cluster.elapse(500);

    // The first leader, its follower and the one that was cut off: logs of three kinds.
    cluster.disconnect(...cluster.servers);
    cluster.connect(first, a, other);
    await agreeMany();

    // Everybody: the two with wrong entries must come up to date, and quickly.
    const lagging = [b, c, d].filter((server) => server !== other);
    const rpcsBefore = lagging.map((server) => cluster.rpcCount(server));
    const startMs = cluster.world.nowMs;
    cluster.connect(...cluster.servers);
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
    const allowed = CATCH_UP_RPCS + (OTHER_RPCS_PER_S * (cluster.world.nowMs - startMs)) / 1000;
    lagging.forEach((server, i) => {
      const rpcs = cluster.rpcCount(server) - (rpcsBefore[i] as number);
      if (rpcs > allowed) {
        cluster.fail(fastBackup, {
          message: `${server.spec.name} came up to date too slowly`,
          expected: `at most ${Math.floor(allowed)} RPCs to a server whose last ${ENTRIES} entries are wrong`,
          actual: `${rpcs}`,
        });
      }
    });

    async function startMany(leader: typeof first): Promise<void> {
      for (let i = 0; i < ENTRIES; i++) await cluster.start(leader, cluster.freshCommand());
    }

    async function agreeMany(): Promise<void> {
      for (let i = 0; i < ENTRIES; i++) await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    }
  },
});
