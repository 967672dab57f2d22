import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

const ROUNDS = 2;
/** For a server that is cut off to stand several times. */
const CAMPAIGN_MS = 3_000;
/** Every attempt may fail because the server that cannot call has stood once more meanwhile: about every other does. */
const PATIENCE_MS = 30_000;

export const laterTerm = defineRaftTest({
  id: '2A/later-term',
  title: 'a server in a later term that cannot call anybody is heard in its replies',
  property: leaderElection,
  hint: 'replies carry the term too: whoever sees a higher one in a reply, to a vote or to a heartbeat, adopts it and becomes a follower (Figure 2, All Servers)',
  servers: 3,
  isExtra: true,
  faults: ['a server that stands several times while it is cut off, and only answers calls from then on'],
  minimum: { elections: 2 * ROUNDS, faults: { isolate: 2 * ROUNDS, mute: 2 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      // The leader is answered from a later term: there must be a new leader, which the server follows.
      const [later] = await laterServer(cluster);
      cluster.mute(later);
      await expectOneTerm(cluster, later);
      cluster.connect(later);

      // Nobody wins without its vote.
      const [voter, leader] = await laterServer(cluster);
      cluster.disconnect(leader);
      cluster.mute(voter);
      await expectOneTerm(cluster, voter);
      cluster.connect(...cluster.servers);
    }
    await cluster.oneLeader();
  },
});

/** A follower that has gone to later terms on its own and is reachable again, and the leader. */
async function laterServer(cluster: RaftCluster): Promise<[later: SimNode, leader: SimNode]> {
  const leader = await cluster.oneLeader();
  const later = cluster.random.pick(cluster.others(leader));
  cluster.disconnect(later);
  await cluster.elapse(CAMPAIGN_MS);
  cluster.connect(later);
  return [later, leader];
}

/** Waits until a server leads in the term of the one that cannot call. */
async function expectOneTerm(cluster: RaftCluster, later: SimNode): Promise<void> {
  const termOf = (server: SimNode) => cluster.watch.roleOf(server)?.term;
  const isFollowed = () =>
    cluster.connected.some((server) => cluster.watch.leads(server) && termOf(server) === termOf(later));
  if (await cluster.watch.until(isFollowed, PATIENCE_MS)) return;
  cluster.fail(leaderElection, {
    message: 'nobody came to lead in the term of a server that can only answer',
    expected: `within ${PATIENCE_MS / 1_000} s a leader in the term of ${later.spec.name}, which is in term ${termOf(later)}`,
    actual: cluster.connected.map((server) => `${server.spec.name}: term ${termOf(server)}`).join(', '),
  });
}
