import { background } from '../../background.ts';
import { expectSame } from '../config-checks.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

/** Long enough for a controller that trims its log to do so. */
const MOVES = 60;
const LONG_NAME_CHARS = 100;

export const retryAfterRestore = defineShardCtrlerTest({
  id: '4A/retry-after-restore',
  title: 'a join whose reply was lost is not applied again by servers that have restarted since',
  property: exactlyOnce,
  isExtra: true,
  faults: ['a clerk’s replies lost until all servers have restarted'],
  minimum: { configs: MOVES + 2, faults: { cut: 2, restart: 3 } },
  async run({ cluster, admin }) {
    const { group, faults } = cluster;
    await admin.join({ 1: ['1'.padEnd(LONG_NAME_CHARS, 'a')] });
    const clerk = cluster.newClerk();
    const lose = (isCut: boolean) => faults.inject({ kind: 'cut', from: group.ids, to: [clerk.node.id], isCut });
    lose(true);
    const join = background(clerk.join({ 2: ['2a'] }));
    while ((await admin.clerk.query(-1)).num === admin.latest.num) await cluster.elapse(20);
    faults.inject({ kind: 'mute', node: clerk.node.id, to: group.ids });
    lose(false);
    await admin.review(1, { ...admin.latest.groups, 2: ['2a'] });

    for (let i = 0; i < MOVES; i++) {
      const shard = i % admin.latest.shards.length;
      await admin.move(shard, 3 - (admin.latest.shards[shard] as number));
    }
    group.restart();
    faults.inject({ kind: 'reconnect', node: clerk.node.id, to: group.ids });
    await join;
    expectSame(exactlyOnce, await admin.clerk.query(-1), admin.latest, 'after the join has returned at last');
  },
});
