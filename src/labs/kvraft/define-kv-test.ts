import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { describeTest, type TestDefinition } from '../test-definition.ts';
import { KvCluster } from './cluster.ts';
import { KVRAFT_ENTRY } from './entry.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { expectSizes } from './sizes.ts';

export interface KvTestDefinition extends TestDefinition {
  servers: number;
  /** Absent: no snapshots. */
  maxRaftState?: number;
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    /** Completed operations. */
    operations: number;
    faults?: FaultCounts;
  };
  run(context: { cluster: KvCluster }): Promise<void>;
}

/** A test of Lab 3. Whatever it does, at its end the whole history must be linearizable, and the logs trimmed. */
export function defineKvTest(definition: KvTestDefinition): LabTest {
  const { maxRaftState = -1, isUnreliable = false, minimum } = definition;
  return {
    ...describeTest(definition),
    entry: KVRAFT_ENTRY,
    prepare(world) {
      const servers = world.variation.servers ?? definition.servers;
      const cluster = new KvCluster(world, { servers, isReliable: !isUnreliable, maxRaftState });
      return {
        async run() {
          await definition.run({ cluster });
          expectLinearizable(cluster.history.operations());
          expectSizes(cluster);
          requireMinimum([
            { what: 'completed operations', least: minimum.operations, count: cluster.history.completed },
            ...faultMinimums(cluster.faults, minimum.faults),
          ]);
        },
        judge: () => expectLinearizable(cluster.history.operations()),
        stats: () => ({ peers: servers, commits: cluster.history.completed, faults: cluster.faults.schedule }),
      };
    },
  };
}
