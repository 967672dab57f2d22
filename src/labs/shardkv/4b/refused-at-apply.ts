import { key2shard } from '../../../sdk/shardkv.ts';
import { durableWrites } from '../../kvraft/properties.ts';
import { appendToOwnKey, ClientLoad } from '../client-load.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';

const CLIENTS = 5;
const ROUNDS = 2;

export const refusedAtApply = defineShardKvTest({
  id: '4B/refused-at-apply',
  title: 'an append that is behind the configuration in the log is not taken for done when the shard comes back',
  property: durableWrites,
  hint: 'what was refused has not been applied: record an operation as done only together with its effect',
  isExtra: true,
  faults: ['the shards’ next group down until they are on their way back'],
  minimum: { operations: 10 * ROUNDS, faults: { crash: 3 * ROUNDS, restart: 3 * ROUNDS } },
  async run({ cluster }) {
    await cluster.join(100);
    await cluster.join(101);
    const shards = Array.from({ length: CLIENTS }, (_, client) => key2shard(String(client)));
    for (const shard of shards) await cluster.move(shard, 100);
    await cluster.elapse(1_000);

    for (let round = 0; round < ROUNDS; round++) {
      cluster.group(101).shutDown();
      // Clients go on until the shard has gone. Those that were too late try again, until it is back.
      const load = new ClientLoad(cluster, { clients: CLIENTS, pauseMs: 3 }, (clerk, client, n) =>
        appendToOwnKey(clerk, client, 1_000 * round + n),
      );
      for (const shard of shards) await cluster.move(shard, 101);
      await cluster.elapse(1_000);
      cluster.group(101).restart();
      for (const shard of shards) await cluster.move(shard, 100);
      await load.stop();
    }
    await cluster.readAll();
  },
});
