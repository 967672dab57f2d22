import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { background } from '../../background.ts';
import { type DisturbanceTarget, LINK_DISTURBANCES } from '../../disturbances.ts';
import { linearizability } from '../../kvraft/properties.ts';
import { requireMinimum } from '../../require-minimum.ts';
import { Swarm } from '../../swarm.ts';
import { ClientLoad } from '../client-load.ts';
import { GIDS, type Gid, type ShardKvCluster } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';

const CLIENTS = 5;
const KEYS = 10;
const ROUNDS = 3;
const STEPS = 3;
const PEACE_MS = 1_000;

export const swarm = defineShardKvTest({
  id: '4B/swarm',
  title: 'a mix of faults that the seed chooses, in every group, in the controller and between them',
  property: linearizability,
  maxRaftState: 500,
  isExtra: true,
  faults: ['disturbances of five kinds per group, of links between groups, and of the controller'],
  minimum: { operations: 60, faults: { restart: 9 } },
  async run({ cluster }) {
    await cluster.join(100);
    const { random } = cluster;
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 40 }, (clerk, client, n) => {
      const key = String(random.int(0, KEYS - 1));
      const draw = random.float();
      if (draw < 0.5) return clerk.append(key, `x ${client} ${n} y`);
      return draw < 0.55 ? clerk.put(key, `x ${client} ${n} y`) : clerk.get(key);
    });
    const swarms = swarmsOf(cluster);
    let isOver = false;
    const changes = background(changeConfigs(cluster, () => isOver));
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(swarms.map((one) => one.run({ steps: STEPS, everyMs: [200, 700] })));
      await cluster.elapse(PEACE_MS);
    }
    isOver = true;
    const changed = await changes;
    await load.stop();
    for (const group of cluster.groups.values()) group.restart();
    await cluster.readAll();
    requireMinimum([
      ...swarms.flatMap((one) => one.minimums(ROUNDS * STEPS)),
      { what: 'changes of the configuration', least: ROUNDS, count: changed },
    ]);
  },
});

/** One for each group, one for the controller, and one for the links between all groups. */
function swarmsOf(cluster: ShardKvCluster): Swarm[] {
  const { world, faults, ctrlers, groups } = cluster;
  const random = world.stream('swarm');
  const target = (servers: readonly SimNode[], leader: () => SimNode | undefined): DisturbanceTarget => ({
    world,
    faults,
    random,
    servers,
    leader,
  });
  const replicated = [...groups.values(), ctrlers].map((group) => new Swarm(target(group.servers, () => group.leader)));
  const everybody = [...groups.values()].flatMap(({ servers }) => servers);
  return [
    ...replicated,
    new Swarm(
      target(everybody, () => undefined),
      LINK_DISTURBANCES,
    ),
  ];
}

/** Joins, leaves and moves, one after the other; at least one group stays. */
async function changeConfigs(cluster: ShardKvCluster, isOver: () => boolean): Promise<number> {
  const { random } = cluster;
  const present = new Set<Gid>([100]);
  let changes = 0;
  for (; !isOver(); changes++) {
    await cluster.elapse(random.int(50, 400));
    const gid = random.pick(GIDS);
    if (!present.has(gid)) {
      await cluster.join(gid);
      present.add(gid);
    } else if (present.size === 1 || random.chance(0.4)) {
      await cluster.move(random.int(0, 9), gid);
    } else {
      await cluster.leave(gid);
      present.delete(gid);
    }
  }
  return changes;
}
