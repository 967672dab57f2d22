import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { immutableHistory } from '../properties.ts';

export const historicalQueries = defineShardCtrlerTest({
  id: '4A/historical-queries',
  title: 'Historical queries (TestBasic)',
  property: immutableHistory,
  faults: ['each server down in turn', 'all servers restarted'],
  minimum: { configs: 5, faults: { crash: 6, restart: 6 } },
  async run({ cluster, admin }) {
    const { group } = cluster;
    await admin.join({ 1: ['x', 'y', 'z'] });
    await admin.join({ 2: ['a', 'b', 'c'] });
    await admin.leave(1);
    await admin.leave(2);

    for (const server of group.servers) {
      group.shutDown(server);
      await admin.reread(immutableHistory, `while ${server.spec.name} is down`);
      group.restart(server);
    }

    group.shutDown();
    await cluster.elapse(1_000);
    group.restart();
    await admin.reread(immutableHistory, 'after a restart of all servers');
    await admin.join({ 3: ['j', 'k', 'l'] });
    await admin.reread(immutableHistory, 'after one more join');
  },
});
