import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { background } from '../../background.ts';
import { requireMinimum } from '../../require-minimum.ts';
import type { RaftCluster } from '../cluster.ts';
import { leaderCompleteness } from '../properties.ts';
import { ChurnClient } from './churn-client.ts';

const CLIENTS = 3;
const TICKS = 20;
/** Rare enough for servers to keep up often, frequent enough for something to be always going on. */
const TICK_MS = 700;
/** At these ticks it is the leader's turn, chance or not, with everybody else connected. */
const LEADER_DISCONNECTS_AT = 4;
const LEADER_CRASHES_AT = 8;
/** Until then a majority stays connected; later, as in Go, chance may take it away for a while. */
const MAJORITY_UNTIL_TICK = 10;
const SETTLE_MS = 1_000;
/** Commands that clients must have seen committed while servers came and went. */
const SEEN_MIN = 5;

export const CHURN_MINIMUM = { commits: SEEN_MIN, elections: 2, crashes: 1, faults: { isolate: 2 } };

/** Clients propose commands while servers are disconnected, crashed and brought back at random. */
export async function churn(cluster: RaftCluster): Promise<void> {
  const { servers, world } = cluster;
  const clients = Array.from(
    { length: world.variation.clients ?? CLIENTS },
    (_, number) => new ChurnClient(cluster, number),
  );
  const ended = clients.map((client) => background(client.run()));

  for (let tick = 0; tick < TICKS; tick++) {
    if (tick === LEADER_DISCONNECTS_AT) cluster.disconnect(await leaderOfAll(cluster));
    else if (tick === LEADER_CRASHES_AT) cluster.crash(await leaderOfAll(cluster));
    else disturbAtRandom(cluster, tick);
    await cluster.elapse(TICK_MS);
  }

  await cluster.elapse(SETTLE_MS);
  if (!world.network.isReliable) cluster.faults.inject({ kind: 'network-mode', isReliable: true });
  bringBack(cluster, ...servers);
  for (const client of clients) client.stop();
  await Promise.all(ended);
  await cluster.elapse(SETTLE_MS);
  await cluster.agree(cluster.freshCommand(), { servers: servers.length, retry: true });

  const seen = clients.flatMap((client) => client.seen);
  for (const { index, command, atMs } of seen) {
    const count = cluster.countApplied(index);
    if (count === servers.length) continue;
    cluster.fail(leaderCompleteness, {
      message: `a client saw ${JSON.stringify(command)} committed, but it was lost`,
      expected: `all ${servers.length} servers apply it at index ${index}, where it was at ${atMs} ms`,
      actual: `${count} did`,
    });
  }
  requireMinimum([{ what: 'commands that clients saw committed', least: SEEN_MIN, count: seen.length }]);
}

function disturbAtRandom(cluster: RaftCluster, tick: number): void {
  const { random, servers } = cluster;
  const mayLose = (server: SimNode) =>
    tick >= MAJORITY_UNTIL_TICK || cluster.connected.filter((other) => other !== server).length > servers.length / 2;
  const [disconnected, broughtBack, crashed] = [random.pick(servers), random.pick(servers), random.pick(servers)];
  if (random.chance(0.2) && mayLose(disconnected)) cluster.disconnect(disconnected);
  if (random.chance(0.5)) bringBack(cluster, broughtBack);
  if (random.chance(0.2) && crashed.isAlive && mayLose(crashed)) cluster.crash(crashed);
}

async function leaderOfAll(cluster: RaftCluster): Promise<SimNode> {
  bringBack(cluster, ...cluster.servers);
  return await cluster.oneLeader();
}

/** Restarts those that crashed, and connects all of them. */
function bringBack(cluster: RaftCluster, ...servers: SimNode[]): void {
  cluster.restart(...servers.filter((server) => !server.isAlive));
  cluster.connect(...servers);
}
