import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { unaffectedShards } from '../properties.ts';

const KEYS = 10;

export const challenge2Partial = defineShardKvTest({
  id: '4B/challenge-2-partial',
  title: 'partial migration shard access (challenge 2)',
  property: unaffectedShards,
  maxRaftState: 100,
  isUnreliable: true,
  faults: ['one of two groups down that a third waits for'],
  minimum: { operations: KEYS + 9, faults: { crash: 3 } },
  async run({ cluster }) {
    await cluster.join(100, 101, 102);
    await cluster.migrate();
    const known = new KnownKeys(cluster, KEYS);
    await known.put(3);
    const arriving = known.in(await cluster.shardsOf(102));

    // Group 101 gets everything: what group 102 gives arrives, what group 100 has never does.
    cluster.group(100).shutDown();
    await cluster.leave(100, 102);
    await cluster.migrate();
    await known.checkAndAppend(arriving, unaffectedShards);
    await known.check(arriving, unaffectedShards);
  },
});
