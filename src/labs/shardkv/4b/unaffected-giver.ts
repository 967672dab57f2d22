import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { unaffectedShards } from '../properties.ts';

const KEYS = 10;

export const unaffectedGiver = defineShardKvTest({
  id: '4B/unaffected-giver',
  title: 'a group that cannot hand over some shards serves the others, and still has them after a restart',
  property: unaffectedShards,
  maxRaftState: 100,
  isUnreliable: true,
  isExtra: true,
  faults: ['the group down that gets the shards', 'the other group restarted meanwhile'],
  minimum: { operations: 3 * KEYS, faults: { crash: 3, restart: 6 } },
  async run({ cluster }) {
    await cluster.join(100);
    const known = new KnownKeys(cluster, KEYS);
    await known.put(5);

    cluster.group(101).shutDown();
    await cluster.join(101);
    const staying = known.in(await cluster.shardsOf(100));
    await cluster.migrate();
    await known.checkAndAppend(staying, unaffectedShards);
    await known.check(staying, unaffectedShards);

    // What waits to be handed over may be in no log any more.
    cluster.group(100).restart();
    cluster.group(101).restart();
    await known.check();
  },
});
