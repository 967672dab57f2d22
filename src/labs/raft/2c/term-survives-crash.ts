import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { termMonotonic } from '../properties.ts';

const ROUNDS = 5;
/** An election timeout and then some. */
const ELECTION_MS = 1_000;

export const termSurvivesCrash = defineRaftTest({
  id: '2C/term-survives-crash',
  title: 'a server that crashes after refusing its vote stays in the candidate’s term',
  property: termMonotonic,
  servers: 3,
  isExtra: true,
  faults: ['a server crashes right after it has told a candidate that it is in its term'],
  minimum: { commits: 2 * ROUNDS, faults: { 'crash-point': ROUNDS, isolate: ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      // A server without the last entry stands for election, again and again, in ever later terms.
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
      const leader = await cluster.oneLeader();
      const [follower, lagging] = cluster.random.shuffled(cluster.others(leader)) as [SimNode, SimNode];
      cluster.disconnect(lagging);
      await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });
      await cluster.elapse(ELECTION_MS);

      // Whom it asks refuses, but is in the later term from now on.
      cluster.connectOnly(follower, lagging);
      cluster.mute(follower);
      cluster.crashAfter(follower, 'reply', { withinMs: ELECTION_MS });
      await cluster.watch.until(() => !follower.isAlive, ELECTION_MS);
      cluster.restart(follower);
      cluster.connect(...cluster.servers);
    }
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  },
});
