import { linearizability } from '../../kvraft/properties.ts';
import { ClientLoad } from '../client-load.ts';
import { GIDS, type Gid } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';

const CLIENTS = 10;
const CHANGES = 14;

export const writesDuringHandover = defineShardKvTest({
  id: '4B/writes-during-handover',
  title: 'reads and writes are linearizable while their shard is on its way',
  property: linearizability,
  maxRaftState: 1000,
  isExtra: true,
  faults: ['slow links between groups'],
  minimum: { operations: 200, faults: { 'link-quality': 6 } },
  async run({ cluster }) {
    cluster.slowHandovers();
    await cluster.join(100);
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 10 }, (clerk, client, n) =>
      n % 2 === 0 ? clerk.append(String(client), `x ${client} ${n} y`) : clerk.get(String(client)),
    );
    const present = new Set<Gid>([100]);
    for (let change = 0; change < CHANGES; change++) {
      await cluster.elapse(cluster.random.int(150, 300));
      const gid = cluster.random.pick(GIDS);
      if (!present.has(gid)) {
        await cluster.join(gid);
        present.add(gid);
      } else if (present.size > 1) {
        await cluster.leave(gid);
        present.delete(gid);
      }
    }
    await load.stop();
    await cluster.readAll();
  },
});
