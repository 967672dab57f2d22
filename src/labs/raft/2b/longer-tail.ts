import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

const ROUNDS = 3;
const TAIL = 4;
/** For a leader to bring a follower up to date, also when it does so only with heartbeats. */
const REPLICATION_MS = 400;
const ELECTION_MS = 2_000;

export const longerTail = defineRaftTest({
  id: '2B/longer-tail',
  title: 'a follower gives up all of its entries that the leader does not have',
  property: leaderCompleteness,
  servers: 5,
  isExtra: true,
  faults: ['partitions: a leader and one follower; three others; that follower and two of these; it and the two left'],
  minimum: { commits: 2 * ROUNDS, elections: ROUNDS, faults: { partition: 3 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
      await commitBehindTail(cluster);
      cluster.connect(...cluster.servers);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});

/** Commits an entry on a server that had a longer log before, and lets the owner of that log ask for its vote. */
async function commitBehindTail(cluster: RaftCluster): Promise<void> {
  // The leader and one follower get entries that nobody else has; the others elect another leader.
  const first = await cluster.oneLeader();
  const [follower, ...rest] = cluster.random.shuffled(cluster.others(first)) as [SimNode, ...SimNode[]];
  split(cluster, [first, follower], rest);
  for (let i = 0; i < TAIL; i++) await cluster.start(first, cluster.freshCommand());
  await cluster.elapse(REPLICATION_MS);
  await cluster.watch.until(() => rest.some((server) => cluster.watch.leads(server)), ELECTION_MS);
  const second = rest.find((server) => cluster.watch.leads(server));
  if (second === undefined) return;

  // The follower's entries give way to one of the new leader's, which is committed with its help.
  const [third, absent] = rest.filter((server) => server !== second) as [SimNode, SimNode];
  split(cluster, [follower, second, third], [first], [absent]);
  const started = await cluster.start(second, cluster.freshCommand());
  if (!started?.isLeader) return;
  const hasCommitted = () => cluster.applied.commandAt(started.index) !== undefined;
  if (!(await cluster.watch.until(hasCommitted, ELECTION_MS))) return;

  // Its log is shorter now, but more up-to-date than that of the first leader: that must not get its vote.
  split(cluster, [first, follower, absent], [second], [third]);
  cluster.mute(follower, absent);
  await cluster.elapse(ELECTION_MS);
  if (cluster.watch.leads(first)) await cluster.start(first, cluster.freshCommand());
  await cluster.elapse(REPLICATION_MS);
}

function split(cluster: RaftCluster, ...groups: SimNode[][]): void {
  cluster.faults.inject({ kind: 'partition', groups: groups.map((group) => group.map(({ id }) => id)) });
}
