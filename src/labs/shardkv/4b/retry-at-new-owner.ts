import { key2shard } from '../../../sdk/shardkv.ts';
import { background } from '../../background.ts';
import { exactlyOnce } from '../../kvraft/properties.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';

const KEYS = 10;

export const retryAtNewOwner = defineShardKvTest({
  id: '4B/retry-at-new-owner',
  title: 'an append whose reply was lost is not applied again by the shard’s next owner',
  property: exactlyOnce,
  hint: 'duplicate detection belongs to the shard: hand it over with the data; and a clerk keeps the number of an operation when it asks another group',
  maxRaftState: 100,
  isExtra: true,
  faults: ['replies lost', 'the new owner restarted'],
  minimum: { operations: 2 * KEYS + 10, faults: { cut: 2, crash: 6 } },
  async run({ cluster }) {
    await cluster.join(100, 101);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);
    const moving = await cluster.shardsOf(100);
    const keys = known.in(moving);

    // The old owner applies the appends, but its replies do not get through: the clients try again.
    const clerks = keys.map(() => cluster.newClerk());
    await Promise.all(clerks.map((clerk, i) => cluster.soon(clerk.get(keys[i]!))));
    const lose = (isCut: boolean) =>
      cluster.faults.inject({
        kind: 'cut',
        from: cluster.group(100).ids,
        to: clerks.map(({ node }) => node.id),
        isCut,
      });
    lose(true);
    const appends = background(Promise.all(clerks.map((clerk, i) => clerk.append(keys[i]!, `x retried ${i} y`))));
    await cluster.elapse(50);

    // Half of the shards have a restart of the new owner in between, the others come after it.
    const shards = keys.map(key2shard);
    for (const shard of shards.slice(0, 3)) await cluster.move(shard, 101);
    await restart();
    for (const shard of shards.slice(3)) await cluster.move(shard, 101);
    await cluster.soon(appends);
    lose(false);
    await restart();
    await cluster.readAll();

    async function restart(): Promise<void> {
      await cluster.elapse(500);
      cluster.group(101).shutDown();
      cluster.group(101).restart();
    }
  },
});
