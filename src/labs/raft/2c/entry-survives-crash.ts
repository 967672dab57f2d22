import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

const ROUNDS = 6;
/** For a leader to get an acknowledgement, also when it sends entries only with heartbeats. */
const COMMIT_MS = 400;
/** For an answer that has left to arrive. */
const ONE_WAY_MS = 3;

export const entrySurvivesCrash = defineRaftTest({
  id: '2C/entry-survives-crash',
  title: 'an entry is not lost by the server that acknowledged it, nor by its leader',
  property: leaderCompleteness,
  servers: 3,
  isExtra: true,
  faults: ['the two servers that have an entry crash right after it is committed, one comes back'],
  minimum: { commits: 2 * ROUNDS, elections: ROUNDS, crashes: 2 * ROUNDS, faults: { isolate: ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const [follower, lagging] = cluster.random.shuffled(cluster.others(leader)) as [SimNode, SimNode];
      cluster.disconnect(lagging);
      const keeper = [follower, leader, follower][round % 3] as SimNode;
      await commitAndCrash(cluster, leader, follower, round % 3 === 2);

      // Without the other one nobody else has the entry: it must still be there.
      cluster.connect(lagging);
      cluster.revive(keeper);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.revive(keeper === leader ? follower : leader);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});

/**
 * Both servers crash as soon as the entry is committed, or, if `inStep`, the follower in the very step in which it
 * answers.
 */
async function commitAndCrash(
  cluster: RaftCluster,
  leader: SimNode,
  follower: SimNode,
  inStep: boolean,
): Promise<void> {
  const started = await cluster.start(leader, cluster.freshCommand());
  if (inStep) {
    cluster.crashAfter(follower, 'reply', { withinMs: COMMIT_MS });
    await cluster.watch.until(() => !follower.isAlive, COMMIT_MS);
    await cluster.elapse(ONE_WAY_MS);
  } else {
    await cluster.watch.until(() => cluster.applied.commandAt(started?.index ?? 0) !== undefined, COMMIT_MS);
  }
  cluster.crash(leader, follower);
}
