import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { minimalTransfer } from '../properties.ts';

export const rebalanceAfterMove = defineShardCtrlerTest({
  id: '4A/rebalance-after-move',
  title: 'a join or leave after moves balances again, with as few moves',
  property: minimalTransfer,
  isExtra: true,
  minimum: { configs: 12 },
  async run({ admin }) {
    await admin.join({ 1: ['1a'], 2: ['2a'] });
    await giveTo(1, 4);
    await admin.join({ 3: ['3a'] });
    await giveTo(2, 3);
    await admin.leave(1);
    await giveTo(3, 2);
    await admin.join({ 4: ['4a'], 5: ['5a'] });

    async function giveTo(gid: number, count: number): Promise<void> {
      const others = [...admin.latest.shards.keys()].filter((shard) => admin.latest.shards[shard] !== gid);
      for (const shard of others.slice(0, count)) await admin.move(shard, gid);
    }
  },
});
