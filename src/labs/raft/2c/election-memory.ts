import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { RaftCluster } from '../cluster.ts';

export const ROUNDS = 6;
/** An election timeout and then some. */
const ELECTION_MS = 2_000;
/** A request and its answer. */
const ROUND_TRIP_MS = 10;

/**
 * Elects a leader of three with one vote besides its own, has one of the two crash and restart right then, and lets
 * the third server, which knows nothing of the election, stand in the same term with only that one to ask. Whoever
 * forgot makes it a second leader of the term.
 *
 * Why the third stands in that term: both candidates heard the last heartbeat together, so their timeouts end within
 * less than a timeout of each other, and the server that restarts needs a whole one before it stands itself.
 *
 * @param who the crashed one: the one that gave its vote, or the one that was elected.
 */
export async function electionMemory(cluster: RaftCluster, who: 'voter' | 'winner'): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    // The leader falls silent, but answers. The two others cannot reach each other: each has only it to ask.
    const voter = await cluster.oneLeader();
    const [a, b] = cluster.others(voter) as [SimNode, SimNode];
    cluster.mute(voter);
    cluster.faults.inject({ kind: 'partition', groups: [[a.id], [b.id]] });

    // In odd rounds the voter crashes as soon as its answer has left, at the latest when the winner leads.
    if (who === 'voter' && round % 2 === 1) {
      cluster.crashAfter(voter, 'reply', { withinMs: ELECTION_MS });
      if (await cluster.watch.until(() => !voter.isAlive, ELECTION_MS)) cluster.restart(voter);
    }
    await cluster.watch.until(() => [a, b].some((server) => cluster.watch.leads(server)), ELECTION_MS);
    const winner = cluster.watch.leads(a) ? a : b;
    const rival = winner === a ? b : a;
    const [crashed, bystander] = who === 'voter' ? [voter, winner] : [winner, voter];
    if (who === 'winner' || round % 2 === 0) cluster.restart(crashed);

    cluster.disconnect(bystander);
    cluster.connect(rival, crashed);
    cluster.mute(crashed);
    const term = cluster.watch.roleOf(rival)?.term ?? 0;
    await cluster.watch.until(() => (cluster.watch.roleOf(rival)?.term ?? 0) > term, ELECTION_MS);
    await cluster.elapse(ROUND_TRIP_MS);

    cluster.connect(...cluster.servers);
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
  }
}
