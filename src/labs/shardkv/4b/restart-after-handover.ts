import { key2shard } from '../../../sdk/shardkv.ts';
import { GIDS, type Gid } from '../cluster.ts';
import { defineShardKvTest } from '../define-shardkv-test.ts';
import { KnownKeys } from '../known-keys.ts';
import { shardProgress } from '../properties.ts';

/** Entries that the receiver has applied when it goes down: the configuration, the shard; none. */
const APPLIED = [2, 1, 2, 0, 2];

export const restartAfterHandover = defineShardKvTest({
  id: '4B/restart-after-handover',
  title: 'a group that was restarted as a shard came in serves it, although nobody asks it for anything else',
  property: shardProgress,
  hint: 'a new leader commits an entry of its own term, or what it inherited stays uncommitted (Raft §5.4.2)',
  maxRaftState: 1,
  isExtra: true,
  faults: ['the receiving group down when it tells the sender'],
  minimum: { operations: APPLIED.length + 1, faults: { crash: 3 * APPLIED.length, restart: 3 * APPLIED.length } },
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

    for (const [round, entries] of APPLIED.entries()) {
      const receiver: Gid = round % 2 === 0 ? 101 : 100;
      const group = cluster.group(receiver);
      const hasApplied = cluster.progressOf(group, entries);
      const disturbed = cluster.disturbPassage(
        (sender) => sender === group && hasApplied(),
        () => group.shutDown(),
      );
      await cluster.move(shard, receiver);
      await disturbed;
      await cluster.elapse(1_000);
      group.restart();
      await cluster.elapse(1_000);
      await known.check();
    }
  },
});
