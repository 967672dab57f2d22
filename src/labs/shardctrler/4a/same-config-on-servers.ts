import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { replicaAgreement } from '../properties.ts';

export const sameConfigOnServers = defineShardCtrlerTest({
  id: '4A/same-config-on-servers',
  title: 'Check Same config on servers (TestMulti)',
  property: replicaAgreement,
  faults: ['servers crashed so that each must lead'],
  minimum: { configs: 7, faults: { crash: 6, restart: 6 } },
  async run({ cluster, admin }) {
    const { group } = cluster;
    // In no particular order, so that a replica that follows the order of its own map shows.
    await admin.join({ 7: ['g'], 3: ['c'], 9: ['i'], 1: ['a'] });
    await admin.join({ 8: ['h'], 2: ['b'], 6: ['f'] });
    await admin.leave(9, 1, 3);
    await admin.join({ 12: ['l'], 5: ['e'], 11: ['k'] });

    for (const [i, server] of group.servers.entries()) {
      const [first, second] = group.others(server) as [SimNode, SimNode];
      // Of the two that run at the end, only this server has the last change: only it can be elected.
      group.shutDown(first);
      await admin.reread(replicaAgreement, `while ${first.spec.name} is down`);
      await admin.join({ [20 + i]: ['x'] });
      group.shutDown(second);
      group.restart(first);
      await cluster.untilLeads(server);
      await admin.reread(replicaAgreement, `on ${server.spec.name}`);
      group.restart(second);
    }
  },
});
