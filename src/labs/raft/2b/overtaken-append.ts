import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderCompleteness } from '../properties.ts';

const ROUNDS = 16;
const ENTRIES = 4;
/** A copy arrives behind calls that came later, and before the next heartbeat but one. */
const LATE_MS = [10, 60] as const;

export const overtakenAppend = defineRaftTest({
  id: '2B/overtaken-append',
  title: 'an old call that arrives late takes nothing back',
  property: leaderCompleteness,
  servers: 3,
  isExtra: true,
  faults: ['requests arrive again up to 60 ms later', 'the leader disconnected right after that'],
  minimum: { commits: ROUNDS * ENTRIES, elections: ROUNDS, faults: { isolate: 2 * ROUNDS } },
  async run({ cluster }) {
    const everybody = cluster.servers.map(({ id }) => id);
    const change = { duplicateProbability: 1, duplicateDelayMs: LATE_MS };
    cluster.faults.inject({ kind: 'link-quality', from: everybody, to: everybody, change });
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const [, absent] = cluster.others(leader) as [SimNode, SimNode];
      cluster.disconnect(absent);
      let last = 0;
      for (let i = 0; i < ENTRIES; i++) {
        last = (await cluster.start(leader, cluster.freshCommand()))?.index ?? 0;
        await cluster.elapse(8);
      }
      await cluster.watch.until(() => cluster.applied.commandAt(last) !== undefined, 400);
      await cluster.elapse(cluster.random.int(5, 70));

      // Committed, and of the two servers that are left only one has it.
      cluster.disconnect(leader);
      cluster.connect(absent);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      cluster.connect(leader);
    }
  },
});
