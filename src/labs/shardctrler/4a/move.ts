import { SHARDS } from '../../../sdk/shardctrler.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactPlacement } from '../properties.ts';

const FIRST = 503;
const SECOND = 504;

export const move = defineShardCtrlerTest({
  id: '4A/move',
  title: 'Move (TestBasic)',
  property: exactPlacement,
  minimum: { configs: 2 + SHARDS / 2 },
  async run({ admin }) {
    await admin.join({ [FIRST]: ['3a', '3b', '3c'] });
    await admin.join({ [SECOND]: ['4a', '4b', '4c'] });

    // Which group has which half is up to the controller: swap them, so that every shard moves.
    const before = admin.latest.shards;
    for (const [shard, gid] of before.entries()) await admin.move(shard, gid === FIRST ? SECOND : FIRST);

    await admin.leave(FIRST);
    await admin.leave(SECOND);
  },
});
