import { linearizability } from '../../kvraft/properties.ts';
import { ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';

const CLIENTS = 6;
const ROUNDS = 6;

export const partitionsUnderLoad = defineShardKvTest({
  id: '4B/partitions-under-load',
  title: 'shards change hands while leaders of their groups are cut off',
  property: linearizability,
  maxRaftState: 300,
  isExtra: true,
  faults: ['leaders of all groups cut off during changes'],
  minimum: { operations: 60, faults: { partition: 6 * ROUNDS } },
  async run({ cluster }) {
    await cluster.join(100);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 20 }, (clerk, client, n) =>
      n % 3 < 2 ? clerk.append(String(client), `x ${client} ${n} y`) : clerk.get(String((client + 1) % CLIENTS)),
    );
    const { random } = cluster;
    for (let round = 0; round < ROUNDS; round++) {
      await cluster.elapse(random.int(100, 300));
      const splitLater = random.int(0, 150);
      if (round % 2 === 0) await cluster.join(101, 102);
      else await cluster.leave(101, 102);
      await cluster.elapse(splitLater);
      for (const group of cluster.groups.values()) group.splitOff(group.leader ?? random.pick(group.servers));
      await cluster.elapse(random.int(600, 900));
      for (const group of cluster.groups.values()) group.heal();
    }
    await load.stop();
    await cluster.readAll();
  },
});
