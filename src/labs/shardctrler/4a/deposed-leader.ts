import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { background } from '../../background.ts';
import type { CtrlerCluster } from '../cluster.ts';
import type { Groups } from '../config-rules.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { administration } from '../properties.ts';

/** Until the other two have elected a leader. */
const ELECTION_MS = 2_500;
const ARRIVAL_MS = 300;
const HEARTBEATS_MS = 250;

export const deposedLeader = defineShardCtrlerTest({
  id: '4A/deposed-leader',
  title: 'a join whose leader was deposed takes effect once, whether or not another change takes its place',
  property: administration,
  isExtra: true,
  faults: ['leader cut off, and reunited when it has a join and there is another leader'],
  minimum: { configs: 9, faults: { partition: 6, mute: 2 } },
  async run({ cluster, admin }) {
    await admin.join({ 1: ['1a'] });
    // Nobody else changes or asks anything: that there is a new term must be enough.
    await joinAtDeposedLeader(cluster, { 2: ['2a'] }, () => cluster.elapse(ELECTION_MS));
    await admin.review(1, { ...admin.latest.groups, 2: ['2a'] });

    // Others have been committed at the index that the join gets, and behind it.
    await joinAtDeposedLeader(cluster, { 3: ['3a'] }, async (leader) => {
      const { id } = admin.clerk.node;
      cluster.faults.inject({ kind: 'isolate', node: id, from: [leader.id] });
      for (let gid = 4; gid < 10; gid++) await admin.join({ [gid]: [`${gid}a`] });
      cluster.faults.inject({ kind: 'reconnect', node: id, to: [leader.id] });
    });
    await admin.review(1, { ...admin.latest.groups, 3: ['3a'] });
  },
});

/** @param meanwhile what happens while the leader is cut off, before it gets the join. */
async function joinAtDeposedLeader(
  cluster: CtrlerCluster,
  groups: Groups,
  meanwhile: (leader: SimNode) => Promise<void>,
): Promise<void> {
  const { group, faults } = cluster;
  const leader = group.leader as SimNode;
  const clerk = cluster.newClerk();
  const others = group.others(leader).map(({ id }) => id);
  faults.inject({ kind: 'isolate', node: clerk.node.id, from: others });
  group.splitOff(leader);
  await meanwhile(leader);
  const join = background(clerk.join(groups));
  await cluster.elapse(ARRIVAL_MS);

  // The old leader must hear of the new one from its entries, not from a reply to a call of its own.
  group.heal();
  faults.inject({ kind: 'mute', node: leader.id, to: others });
  await cluster.elapse(HEARTBEATS_MS);
  group.heal();
  faults.inject({ kind: 'reconnect', node: clerk.node.id, to: others });
  await join;
}
