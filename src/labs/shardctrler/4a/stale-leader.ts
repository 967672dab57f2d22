import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import { PropertyViolated } from '../../failure.ts';
import { within } from '../../within.ts';
import { configText } from '../config-rules.ts';
import { defineShardCtrlerTest } from '../define-shardctrler-test.ts';
import { freshQueries } from '../properties.ts';

const SILENCE_MS = 2_000;

export const staleLeader = defineShardCtrlerTest({
  id: '4A/stale-leader',
  title: 'a leader that was cut off does not answer queries from the past',
  property: freshQueries,
  isExtra: true,
  faults: ['leader cut off, with a clerk on its side'],
  minimum: { configs: 3, faults: { partition: 2, isolate: 2 } },
  async run({ cluster, admin }) {
    const { group, world, faults } = cluster;
    await admin.join({ 1: ['1a'] });
    const leader = group.leader as SimNode;
    const reader = cluster.newClerk();
    await reader.query(-1);

    group.splitOff(leader);
    isolate(reader.node, ...group.others(leader));
    isolate(admin.clerk.node, leader);
    await admin.join({ 2: ['2a'] });

    const query = reader.query(-1);
    const answer = await within(world, SILENCE_MS, query);
    if (answer !== undefined) {
      throw new PropertyViolated(freshQueries, {
        message: `${reader.node.spec.name} got an answer from ${leader.spec.name}, which cannot know the latest configuration`,
        expected: `no answer before ${leader.spec.name} is in contact with a majority again`,
        actual: `${configText(answer)}, while configuration ${admin.latest.num} had been made`,
      });
    }

    group.heal();
    for (const { node } of [reader, admin.clerk]) {
      faults.inject({ kind: 'reconnect', node: node.id, to: group.servers.map(({ id }) => id) });
    }
    await admin.join({ 3: ['3a'] });
    const late = await query;
    if (late.num < 2) {
      throw new PropertyViolated(freshQueries, {
        message: 'a query was answered with a configuration from before it began',
        expected: 'configuration 2 or later, which was complete before the query',
        actual: configText(late),
      });
    }

    function isolate(node: SimNode, ...from: SimNode[]): void {
      faults.inject({ kind: 'isolate', node: node.id, from: from.map(({ id }) => id) });
    }
  },
});
