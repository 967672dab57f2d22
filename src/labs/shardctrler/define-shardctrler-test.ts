import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { describeTest, type TestDefinition } from '../test-definition.ts';
import { Admin } from './admin.ts';
import { CtrlerCluster } from './cluster.ts';
import { SHARDCTRLER_ENTRY } from './entry.ts';

const SERVERS = 3;

export interface ShardCtrlerTestDefinition extends TestDefinition {
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    /** Configurations made. */
    configs: number;
    faults?: FaultCounts;
  };
  run(context: { cluster: CtrlerCluster; admin: Admin }): Promise<void>;
}

/**
 * A test of Lab 4A: three servers of the controller, and an administrator who has seen configuration 0. At the end every
 * configuration must still be what it was.
 */
export function defineShardCtrlerTest(definition: ShardCtrlerTestDefinition): LabTest {
  return {
    ...describeTest(definition),
    entry: SHARDCTRLER_ENTRY,
    prepare(world) {
      const cluster = new CtrlerCluster(world, SERVERS);
      const admin = new Admin(cluster.newClerk());
      world.network.isReliable = !definition.isUnreliable;
      return {
        async run() {
          await admin.start();
          await definition.run({ cluster, admin });
          await admin.rereadAll();
          requireMinimum([
            { what: 'configurations', least: definition.minimum.configs, count: admin.history.length - 1 },
            ...faultMinimums(cluster.faults, definition.minimum.faults),
          ]);
        },
        stats: () => ({
          peers: SERVERS,
          commits: Math.max(0, admin.history.length - 1),
          faults: cluster.faults.schedule,
        }),
      };
    },
  };
}
