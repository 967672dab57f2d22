import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { commitNeedsMajority } from '../properties.ts';
import { holdRounds } from '../rounds.ts';

const ROUNDS = 2;
const ENTRIES = 6;
/** For a leader to bring a follower up to date, also when it does so only with heartbeats. */
const REPLICATION_MS = 400;

export const leaderAgain = defineRaftTest({
  id: '2B/leader-again',
  title: 'a leader forgets what its followers had when it led before',
  property: commitNeedsMajority,
  servers: 5,
  isExtra: true,
  faults: ['two, three or two other servers reach each other', 'all but one make no calls, so that it is elected'],
  minimum: { commits: 3 * ROUNDS, elections: 2 * ROUNDS, faults: { partition: 3 * ROUNDS, mute: ROUNDS } },
  async run({ cluster }) {
    await holdRounds(ROUNDS, async () => {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

      // One follower gets entries that are never committed, and gives them up for those of the next leader.
      const leader = await cluster.oneLeader();
      const [follower, other] = cluster.random.shuffled(cluster.others(leader)) as [SimNode, SimNode];
      cluster.connectOnly(leader, follower);
      await startSome(cluster, leader);
      const rest = cluster.others(leader, follower);
      cluster.connectOnly(...rest);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      cluster.connect(leader, follower);
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

      // The first leader again. It takes as many entries, and only a third server gets them.
      cluster.mute(...cluster.others(leader));
      const leads = await cluster.watch.until(() => cluster.watch.leads(leader), 10_000);
      cluster.connect(...cluster.servers);
      if (!leads) return false;
      await cluster.elapse(REPLICATION_MS);
      cluster.connectOnly(leader, other);
      const last = await startSome(cluster, leader);
      if (last !== undefined) cluster.expectNotApplied(commitNeedsMajority, last, 'by two of five servers');
      cluster.connect(...cluster.servers);
      return true;
    });
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});

/** @returns the index of the first command that a leader that cannot commit has taken. */
async function startSome(cluster: RaftCluster, leader: SimNode): Promise<number | undefined> {
  const results = [];
  for (let i = 0; i < ENTRIES; i++) results.push(await cluster.start(leader, cluster.freshCommand()));
  await cluster.elapse(REPLICATION_MS);
  return results[0]?.isLeader ? results[0].index : undefined;
}
