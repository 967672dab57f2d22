import { FaultMix } from '../../harness/faults/fault-mix.ts';
import { background } from '../background.ts';
import { disturb } from '../disturb.ts';
import { linearizability } from '../kvraft/properties.ts';
import { ClientLoad } from './client-load.ts';
import { GIDS, type ShardKvCluster } from './cluster.ts';
import { defineShardKvTest } from './define-shardkv-test.ts';

const CLIENTS = 5;
const ROUNDS = 25;
const CHANGES = 8;
const CHANGE_EVERY_MS = 600;

/** Shards change hands while faults of all kinds come and go, in every group and at the controller. */
const anyFaults = defineShardKvTest({
  id: '4B/any-faults',
  title: 'faults of all kinds at random',
  property: linearizability,
  maxRaftState: 1_000,
  isExtra: true,
  faults: ['everything that can be injected'],
  minimum: { operations: 1 },
  async run({ cluster }) {
    const { faults, world } = cluster;
    await cluster.join(100);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 30 }, (clerk, client, n) =>
      n % 3 < 2 ? clerk.append(String(client), `x ${client} ${n} y`) : clerk.get(String((client + 1) % CLIENTS)),
    );
    const mixes = [...cluster.groups.values(), cluster.ctrlers].map(
      ({ servers }, i) => new FaultMix({ faults, random: world.stream(`faults ${i}`), servers, crashes: true }),
    );
    const changing = background(change(cluster));
    await disturb(world, mixes, { rounds: ROUNDS });
    await cluster.soon(changing);
    await load.stop();
    await cluster.readAll();
  },
});

async function change(cluster: ShardKvCluster): Promise<void> {
  const random = cluster.world.stream('changes');
  const joined = new Set<number>([100]);
  for (let i = 0; i < CHANGES; i++) {
    const gid = random.pick(GIDS);
    if (!joined.has(gid)) {
      joined.add(gid);
      await cluster.join(gid);
    } else if (joined.size > 1) {
      joined.delete(gid);
      await cluster.leave(gid);
    }
    await cluster.elapse(CHANGE_EVERY_MS);
  }
}

export const SHARDKV_FUZZ_TESTS = [anyFaults];
