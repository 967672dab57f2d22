import { linearizability } from '../../kvraft/properties.ts';
import { changeOnTheWay } from '../change-on-the-way.ts';
import { ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const CLIENTS = 10;
const KEYS = 10;

export const unreliable3 = defineShardKvTest({
  id: '4B/unreliable-3',
  title: 'unreliable 3',
  property: linearizability,
  maxRaftState: 100,
  isUnreliable: true,
  minimum: { operations: 100 },
  async run({ cluster }) {
    await cluster.join(100);
    await new KnownKeys(cluster, KEYS).put(5);
    const { random } = cluster;
    const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 0 }, (clerk, client, n) => {
      const key = String(random.int(0, KEYS - 1));
      const text = `x ${client} ${n} y`;
      const draw = random.float();
      if (draw < 0.5) return clerk.append(key, text);
      return draw < 0.6 ? clerk.put(key, text) : clerk.get(key);
    });
    await changeOnTheWay(cluster);
    cluster.faults.inject({ kind: 'network-mode', isReliable: true });
    await load.stop();
    await cluster.readAll();
  },
});
