import { expectSame } from '../config-checks.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { exactlyOnce } from '../properties.ts';

const ROUNDS = 4;
const LATE_MS = [100, 2_000] as const;

export const lateCopies = defineShardCtrlerTest({
  id: '4A/late-copies',
  title: 'copies of joins, leaves and moves that arrive seconds later change nothing',
  property: exactlyOnce,
  isExtra: true,
  faults: ['every request delivered again, up to 2 s later'],
  minimum: { configs: 4 * ROUNDS + 1, faults: { 'link-quality': 1 } },
  async run({ cluster, admin }) {
    cluster.faults.inject({
      kind: 'link-quality',
      from: [admin.clerk.node.id],
      to: cluster.group.ids,
      change: { duplicateProbability: 1, duplicateDelayMs: LATE_MS },
    });
    await admin.join({ 1: ['1a'] });
    for (let round = 0; round < ROUNDS; round++) {
      await admin.join({ 2: [`2 in round ${round}`] });
      const shard = admin.latest.shards.indexOf(1);
      await admin.move(shard, 2);
      await admin.move(shard, 1);
      await cluster.elapse(200);
      await admin.leave(2);
    }
    await cluster.elapse(LATE_MS[1]);
    expectSame(exactlyOnce, await admin.clerk.query(-1), admin.latest, 'when the last copies have arrived');
  },
});
