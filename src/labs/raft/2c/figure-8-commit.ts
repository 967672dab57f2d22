import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { requireMinimum } from '../../require-minimum.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

const ROUNDS = 3;
/** For a leader to bring a follower up to date, also when it does so only with heartbeats. */
const REPLICATION_MS = 400;

/**
 * The schedule of Figure 8 (Raft §5.4.2). Which servers can reach each other leaves one winner of each election, or
 * several that will do equally well, so no timer has to be steered.
 *
 * @see Ongaro & Ousterhout 2014, §5.4.2, Figure 8
 */
export const figure8Commit = defineRaftTest({
  id: '2C/figure-8-commit',
  title: 'an entry of an earlier term is not committed by counting (Figure 8)',
  property: leaderCompleteness,
  servers: 5,
  isExtra: true,
  faults: ['three of five servers reach each other, each time others'],
  minimum: { commits: 3 * ROUNDS, elections: 3 * ROUNDS, faults: { partition: 5 * ROUNDS } },
  async run({ cluster }) {
    let overwritten = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });

      // (a) S1 leads, and replicates an entry to S2 only.
      const s1 = await cluster.oneLeader();
      const s2 = cluster.next(s1);
      cluster.connectOnly(s1, s2);
      const older = await cluster.start(s1, cluster.freshCommand());
      if (!older?.isLeader) continue;
      await cluster.elapse(REPLICATION_MS);

      // (b) Without them S5 is elected, and takes another entry for the same index, which nobody else gets.
      const rest = cluster.others(s1, s2);
      cluster.connectOnly(...rest);
      const s5 = await cluster.oneLeader();
      const [s3, s4] = rest.filter((server) => server !== s5) as [SimNode, SimNode];
      cluster.connectOnly(s5);
      const newer = cluster.freshCommand();
      const taken = await cluster.start(s5, newer);
      if (!taken?.isLeader || taken.index !== older.index) continue;

      // (c) S1, or S2, leads again, and replicates the older entry to S3: a majority has it, but it is not committed.
      cluster.connectOnly(s1, s2, s3);
      await cluster.oneLeader();
      await cluster.elapse(REPLICATION_MS);

      // (d) Without them S5 has the latest log. It overwrites the older entry, which must not have been applied.
      cluster.connectOnly(s3, s4, s5);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      if (cluster.applied.commandAt(older.index) === JSON.stringify(newer)) overwritten++;

      cluster.connect(s1, s2);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 5, retry: true });
    requireMinimum([{ what: 'entries overwritten as in Figure 8', least: 1, count: overwritten }]);
  },
});
