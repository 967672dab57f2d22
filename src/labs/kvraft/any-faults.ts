import { FaultMix } from '../../harness/faults/fault-mix.ts';
import { background } from '../background.ts';
import { disturb } from '../disturb.ts';
import type { KvCluster } from './cluster.ts';
import { defineKvTest } from './define-kv-test.ts';
import { linearizability } from './properties.ts';

const CLIENTS = 4;
const KEYS = ['a', 'b'];
const ROUNDS = 25;
const PAUSE_MS = [0, 60] as const;
const SETTLE_MS = 2_000;

/** Clients share two keys while faults of all kinds come and go. */
function anyFaults(part: string, options: { servers: number; maxRaftState?: number }) {
  return defineKvTest({
    id: `${part}/any-faults`,
    title: 'faults of all kinds at random',
    property: linearizability,
    isExtra: true,
    faults: ['everything that can be injected'],
    minimum: { operations: 1 },
    ...options,
    async run({ cluster }) {
      const { faults, servers, world } = cluster;
      const mix = new FaultMix({ faults, random: world.stream('faults'), servers, crashes: true });
      let isOver = false;
      const clients = Array.from({ length: world.variation.clients ?? CLIENTS }, (_, id) =>
        background(work(cluster, id, () => isOver)),
      );
      await disturb(world, [mix], { rounds: ROUNDS });
      await cluster.elapse(SETTLE_MS);
      isOver = true;
      await cluster.soon(Promise.all(clients));
    },
  });
}

async function work(cluster: KvCluster, id: number, isOver: () => boolean): Promise<void> {
  const random = cluster.world.stream(`client ${id}`);
  const clerk = cluster.newClerk();
  for (let n = 0; !isOver(); n++) {
    const key = random.pick(KEYS);
    if (random.chance(0.5)) await clerk.append(key, `x ${id} ${n} y`);
    else if (random.chance(0.1)) await clerk.put(key, `x ${id} ${n} y`);
    else await clerk.get(key);
    await cluster.elapse(random.between(...PAUSE_MS));
  }
}

export const KVRAFT_FUZZ_TESTS = [
  anyFaults('3A', { servers: 5 }),
  anyFaults('3B', { servers: 3, maxRaftState: 1_000 }),
];
