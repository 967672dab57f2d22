import { defineRaftTest } from '../define-raft-test.ts';
import { agreement } from '../properties.ts';

const ROUNDS = 2;
/** Entries that are never committed: more than the others commit meanwhile. */
const TAIL = 60;
const COMMITS = 25;

export const longerTailThanSnapshot = defineRaftTest({
  id: '2D/longer-tail',
  title: 'a server with a long tail of its own takes the snapshot that makes it void',
  property: agreement,
  hint: 'whether a snapshot is news depends on what is committed, not on how long the log is: uncommitted entries beyond it may have to go (Figure 13, receiver 6 and 7)',
  servers: 3,
  takesSnapshots: true,
  isExtra: true,
  faults: ['a leader cut off with entries of its own, more than the others commit and put into snapshots'],
  minimum: { commits: ROUNDS * COMMITS, elections: ROUNDS, snapshotsInstalled: ROUNDS, faults: { isolate: ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      cluster.disconnect(leader);
      for (let i = 0; i < TAIL; i++) await cluster.start(leader, cluster.freshCommand());
      for (let i = 0; i < COMMITS; i++) await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.connect(leader);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    }
  },
});
