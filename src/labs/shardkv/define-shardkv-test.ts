import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { describeTest, type TestDefinition } from '../test-definition.ts';
import { GIDS, ShardKvCluster } from './cluster.ts';
import { SHARDKV_ENTRY } from './entry.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { expectSizes } from './sizes.ts';

/** Time for the last entries to be applied, and snapshots to be made, everywhere. */
const REST_MS = 500;

export interface ShardKvTestDefinition extends TestDefinition {
  /** Absent: no snapshots. */
  maxRaftState?: number;
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    /** Completed operations. */
    operations: number;
    faults?: FaultCounts;
  };
  run(context: { cluster: ShardKvCluster }): Promise<void>;
}

/** A test of Lab 4B. Whatever it does, at its end the whole history must be linearizable, and the logs trimmed. */
export function defineShardKvTest(definition: ShardKvTestDefinition): LabTest {
  const { maxRaftState = -1, isUnreliable = false, minimum } = definition;
  return {
    ...describeTest(definition),
    entry: SHARDKV_ENTRY,
    prepare(world) {
      const cluster = new ShardKvCluster(world, { maxRaftState, isReliable: !isUnreliable });
      return {
        async run() {
          await definition.run({ cluster });
          expectLinearizable(cluster.history.operations());
          await cluster.elapse(REST_MS);
          expectSizes(cluster);
          requireMinimum([
            { what: 'completed operations', least: minimum.operations, count: cluster.history.completed },
            ...faultMinimums(cluster.faults, minimum.faults),
          ]);
        },
        judge: () => expectLinearizable(cluster.history.operations()),
        stats: () => ({
          peers: GIDS.length * cluster.group(100).servers.length,
          commits: cluster.history.completed,
          faults: cluster.faults.schedule,
        }),
      };
    },
  };
}
