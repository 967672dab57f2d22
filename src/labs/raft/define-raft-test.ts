import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { describeTest, type TestDefinition } from '../test-definition.ts';
import { RaftCluster } from './cluster.ts';
import { RAFT_ENTRY } from './entry.ts';

export interface RaftTestDefinition extends TestDefinition {
  servers: number;
  takesSnapshots?: boolean;
  isServiceSlow?: boolean;
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    commits?: number;
    elections?: number;
    /** Servers that crashed, at a crash point or otherwise. */
    crashes?: number;
    /** Snapshots of the leader that took a follower forward. */
    snapshotsInstalled?: number;
    faults?: FaultCounts;
  };
  run(context: { cluster: RaftCluster }): Promise<void>;
}

/** A test of Lab 2: a group of Raft servers whose service is the harness, with every step invariant watching. */
export function defineRaftTest(definition: RaftTestDefinition): LabTest {
  const { minimum } = definition;
  return {
    ...describeTest(definition),
    entry: RAFT_ENTRY,
    prepare(world) {
      const servers = world.variation.servers ?? definition.servers;
      const cluster = new RaftCluster(world, {
        servers,
        isReliable: !definition.isUnreliable,
        takesSnapshots: definition.takesSnapshots ?? false,
        isServiceSlow: definition.isServiceSlow ?? false,
      });
      return {
        async run() {
          await definition.run({ cluster });
          requireMinimum([
            { what: 'committed commands', least: minimum.commits ?? 0, count: cluster.applied.lastIndex },
            { what: 'elected leaders', least: minimum.elections ?? 0, count: cluster.elections.elections },
            { what: 'crashes', least: minimum.crashes ?? 0, count: cluster.watch.crashes },
            {
              what: 'installed snapshots',
              least: minimum.snapshotsInstalled ?? 0,
              count: cluster.applied.snapshotsInstalled,
            },
            ...faultMinimums(cluster.faults, minimum.faults),
          ]);
        },
        stats: () => ({
          peers: servers,
          commits: cluster.applied.lastIndex,
          faults: cluster.faults.schedule,
        }),
      };
    },
  };
}
