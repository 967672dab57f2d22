import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { defineRaftTest } from '../define-raft-test.ts';
import { leaderNeedsMajority } from '../properties.ts';

const CAMPAIGN_MS = 15_000;

export const oneVoter = defineRaftTest({
  id: '2A/one-voter',
  title: 'two of five servers elect nobody, however often and late one answers the other',
  property: leaderNeedsMajority,
  hint: 'count voters, not replies: a request that is asked again may be answered twice, and a vote of an earlier term is none (§5.2)',
  servers: 5,
  isExtra: true,
  faults: ['two servers reach each other, and nobody else anybody', 'two replies in three held back for up to 2.2 s'],
  minimum: { elections: 1, faults: { partition: 1, 'network-mode': 2 } },
  async run({ cluster }) {
    const { faults, watch } = cluster;
    const leader = await cluster.oneLeader();
    const pair = cluster.random.shuffled(cluster.others(leader)).slice(0, 2) as [SimNode, SimNode];
    cluster.connectOnly(...pair);
    faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: true });
    const led = await watch.until(() => pair.some((server) => watch.leads(server)), CAMPAIGN_MS);
    const winner = pair.find((server) => watch.leads(server));
    if (led && winner !== undefined) {
      cluster.fail(leaderNeedsMajority, {
        message: `${winner.spec.name} leads with two votes of five`,
        expected: `no leader: ${pair.map(({ spec }) => spec.name).join(' and ')} reach each other only`,
        actual: `${winner.spec.name} says that it leads in term ${watch.roleOf(winner)?.term}`,
      });
    }
    faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: false });
    cluster.connect(...cluster.servers);
    await cluster.oneLeader();
  },
});
