import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderElection } from '../properties.ts';

const ROUNDS = 2;
/** For a server that is cut off, and whose clock is fast, to stand more often than others could in the election's time. */
const CAMPAIGN_MS = 3_000;
const FAST_RATE = 8;
/** So slow that it does not stand again meanwhile: whoever reaches its term would find it in the next one. */
const SLOW_RATE = 0.02;
const ELECTION_MS = 10_000;

export const laterTerm = defineRaftTest({
  id: '2A/later-term',
  title: 'a server in a later term that cannot call anybody is heard in its replies',
  property: leaderElection,
  hint: 'replies carry the term too: whoever sees a higher one in a reply, to a vote or to a heartbeat, adopts it and becomes a follower (Figure 2, All Servers)',
  servers: 3,
  isExtra: true,
  faults: [
    'a server that stands many times while it is cut off, its clock fast, and then only answers calls, its clock slow',
  ],
  minimum: { elections: 2 * ROUNDS, faults: { isolate: 2 * ROUNDS, mute: 2 * ROUNDS, clock: 6 * ROUNDS } },
  async run({ cluster }) {
    for (let round = 0; round < ROUNDS; round++) {
      // The leader is answered from a later term: there must be a new leader, which the server follows.
      const [later] = await laterServer(cluster);
      await expectOneTerm(cluster, later, 'a leader went on although it was answered from a later term');
      cluster.connect(later);

      // Nobody wins without its vote.
      const [voter, leader] = await laterServer(cluster);
      cluster.disconnect(leader);
      await expectOneTerm(cluster, voter, 'nobody was elected by a server that refuses votes of earlier terms');
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
  setClock(cluster, later, FAST_RATE);
  await cluster.elapse(CAMPAIGN_MS);
  cluster.connect(later);
  return [later, leader];
}

/** A server can answer only: waits until another one leads in its term. */
async function expectOneTerm(cluster: RaftCluster, later: SimNode, message: string): Promise<void> {
  const termOf = (server: SimNode) => cluster.watch.roleOf(server)?.term;
  const isFollowed = () =>
    cluster.connected.some((server) => cluster.watch.leads(server) && termOf(server) === termOf(later));
  cluster.mute(later);
  setClock(cluster, later, SLOW_RATE);
  const isHeard = await cluster.watch.until(isFollowed, ELECTION_MS);
  setClock(cluster, later, 1);
  if (isHeard) return;
  cluster.fail(leaderElection, {
    message,
    expected: `within ${ELECTION_MS / 1_000} s a leader in the term of ${later.spec.name}, which is in term ${termOf(later)}`,
    actual: cluster.connected.map((server) => `${server.spec.name}: term ${termOf(server)}`).join(', '),
  });
}

function setClock({ faults }: RaftCluster, { id }: SimNode, rate: number): void {
  faults.inject({ kind: 'clock', node: id, rate });
}
