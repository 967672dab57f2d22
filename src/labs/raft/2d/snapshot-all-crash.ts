import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';
import { SNAPSHOT_INTERVAL } from '../snapshot-service.ts';
import { expectSmallStates } from './snapshot-rounds.ts';

const ROUNDS = 5;

export const snapshotAllCrash = defineRaftTest({
  id: '2D/snapshot-all-crash',
  title: 'crash and restart all servers',
  property: leaderCompleteness,
  servers: 3,
  takesSnapshots: true,
  faults: ['all servers crash at once'],
  minimum: { commits: ROUNDS * (SNAPSHOT_INTERVAL / 2 + 2) + 1, crashes: 3 * ROUNDS },
  async run({ cluster }) {
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    for (let round = 0; round < ROUNDS; round++) {
      // Perhaps enough for a snapshot.
      const commands = cluster.random.int(SNAPSHOT_INTERVAL / 2, (3 * SNAPSHOT_INTERVAL) / 2 - 1);
      for (let i = 0; i < commands; i++) await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const before = await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      expectSmallStates(cluster);

      cluster.crash(...cluster.servers);
      cluster.revive(...cluster.servers);
      const after = await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      if (after <= before) {
        cluster.fail(leaderCompleteness, {
          message: `the log became shorter: index ${before} was given out again`,
          expected: `an index after ${before} once all servers have restarted`,
          actual: `index ${after}`,
        });
      }
    }
  },
});
