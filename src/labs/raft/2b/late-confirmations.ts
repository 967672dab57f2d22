import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { commitNeedsMajority } from '../properties.ts';
import { holdRounds } from '../rounds.ts';

const ROUNDS = 2;
const ENTRIES = 6;
/** For a leader to bring a follower up to date, also when it does so only with heartbeats. */
const REPLICATION_MS = 400;
/** Long enough for another leader in between. */
const LATE_MS = 5_000;

export const lateConfirmations = defineRaftTest({
  id: '2B/late-confirmations',
  title: 'what a follower confirmed in an earlier term says nothing about its log in this one',
  property: commitNeedsMajority,
  hint: 'drop replies to calls of an earlier term: compare the term that the request was sent in with currentTerm when the reply arrives; the follower may have given up those entries since',
  servers: 5,
  isExtra: true,
  faults: ['replies to a leader that arrive 5 s later, when it leads again', 'partitions: two, three or two servers'],
  minimum: {
    commits: 3 * ROUNDS,
    elections: 2 * ROUNDS,
    faults: { partition: 3 * ROUNDS, 'link-quality': 2 * ROUNDS },
  },
  async run({ cluster }) {
    const { faults, world } = cluster;
    await holdRounds(ROUNDS, async () => {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
      const leader = await cluster.oneLeader();
      const [follower, other] = cluster.random.shuffled(cluster.others(leader)) as [SimNode, SimNode];
      const startSome = async (count: number) => {
        const results = [];
        for (let i = 0; i < count; i++) results.push(await cluster.start(leader, cluster.freshCommand()));
        await cluster.elapse(REPLICATION_MS);
        return results[0];
      };
      const delayReplies = (latencyMs: readonly [number, number] | undefined) =>
        faults.inject({ kind: 'link-quality', from: [follower.id], to: [leader.id], change: { latencyMs } });

      // One follower gets entries that are never committed. It confirms the last of them very late.
      cluster.connectOnly(leader, follower);
      await startSome(ENTRIES);
      delayReplies([LATE_MS, LATE_MS]);
      await startSome(1);
      delayReplies(undefined);
      const lateUntilMs = world.nowMs + LATE_MS;

      // It gives them up for those of the next leader.
      cluster.connectOnly(...cluster.others(leader, follower));
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      cluster.connect(leader, follower);
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

      // The first leader again, when the late replies come. It takes as many entries, and only a third server gets them.
      cluster.mute(...cluster.others(leader));
      const leads = await cluster.watch.until(() => cluster.watch.leads(leader), 10_000);
      cluster.connect(...cluster.servers);
      if (!leads) return false;
      await cluster.elapse(REPLICATION_MS);
      cluster.connectOnly(leader, other);
      const first = await startSome(ENTRIES);
      await cluster.elapse(Math.max(0, lateUntilMs - world.nowMs));
      if (first?.isLeader) cluster.expectNotApplied(commitNeedsMajority, first.index, 'by two of five servers');
      cluster.connect(...cluster.servers);
      return true;
    });
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});
