import { defineRaftTest } from '../define-raft-test.ts';
import { commitNeedsMajority } from '../properties.ts';

const ROUNDS = 3;
const COMMANDS = 5;
/** For calls to be made again, and all of them to be answered. */
const REPLIES_MS = 5_000;

export const oneFollower = defineRaftTest({
  id: '2B/one-follower',
  title: 'a leader and one of four followers commit nothing, however often that one confirms an entry',
  property: commitNeedsMajority,
  hint: 'count servers, not replies: an entry is committed when matchIndex of a majority has reached it, and one follower may confirm it several times (Figure 2, Leaders)',
  servers: 5,
  isExtra: true,
  faults: ['a leader reaches one follower only', 'two replies in three held back for up to 2.2 s'],
  minimum: { commits: ROUNDS, elections: ROUNDS, faults: { partition: ROUNDS, 'network-mode': 2 * ROUNDS } },
  async run({ cluster }) {
    const { faults } = cluster;
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
      const leader = await cluster.oneLeader();
      const follower = cluster.random.pick(cluster.others(leader));
      cluster.connectOnly(leader, follower);
      faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: true });
      const started = [];
      for (let i = 0; i < COMMANDS; i++) {
        started.push(await cluster.start(leader, cluster.freshCommand()));
        await cluster.elapse(cluster.random.int(10, 200));
      }
      await cluster.elapse(REPLIES_MS);
      for (const result of started) {
        if (result?.isLeader) cluster.expectNotApplied(commitNeedsMajority, result.index, 'by two of five servers');
      }
      faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: false });
      cluster.connect(...cluster.servers);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
  },
});
