import { key2shard } from '../../../sdk/shardkv.ts';
import { GIDS, type Gid } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

/** Messages from the receiver to the sender, the last one included, before the receiver goes down. */
const MESSAGES = [1, 2, 1, 2, 3, 1];

export const restartAfterHandover = defineShardKvTest({
  id: '4B/restart-after-handover',
  title: 'a group that was restarted as a shard came in serves it, although nobody asks it for anything else',
  property: shardProgress,
  maxRaftState: 1,
  isExtra: true,
  faults: ['the receiving group down after its 1st, 2nd … message to the sender'],
  minimum: { operations: MESSAGES.length + 1, faults: { crash: 9, restart: 3 * MESSAGES.length } },
  async run({ cluster }) {
    await cluster.join(...GIDS);
    const known = new KnownKeys(cluster, 1);
    const shard = key2shard(known.keys[0]!);
    // Nobody else has a shard, so that no other traffic pushes the log on.
    for (let other = 0; other < 10; other++) {
      if (other !== shard) await cluster.move(other, 102);
    }
    await cluster.move(shard, 100);
    await known.put(5);

    for (const [round, nth] of MESSAGES.entries()) {
      const receiver: Gid = round % 2 === 0 ? 101 : 100;
      const group = cluster.group(receiver);
      cluster.passages.atNthOutOf(group, nth, () => group.shutDown());
      await cluster.move(shard, receiver);
      await cluster.elapse(1_000);
      group.restart();
      await cluster.elapse(1_000);
      await known.check();
    }
  },
});
