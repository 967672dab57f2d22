import type { AnyFault } from '../../harness/faults/registry.ts';
import type { Property } from '../failure.ts';
import type { LabTest } from '../lab-test.ts';
import { RaftCluster } from './cluster.ts';
import { RAFT_ENTRY } from './entry.ts';

export interface RaftTestDefinition {
  id: string;
  title: string;
  property: Property;
  /** A closer hint than the property's own. */
  hint?: string;
  servers: number;
  /** Does the network lose and delay messages from the start? */
  isUnreliable?: boolean;
  takesSnapshots?: boolean;
  isServiceSlow?: boolean;
  isExtra?: boolean;
  faults?: readonly string[];
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    commits?: number;
    elections?: number;
    /** Servers that crashed, at a crash point or otherwise. */
    crashes?: number;
    /** Snapshots of the leader that took a follower forward. */
    snapshotsInstalled?: number;
    faults?: Partial<Record<AnyFault['kind'], number>>;
  };
  run(context: { cluster: RaftCluster }): Promise<void>;
}

/** A test of Lab 2: a group of Raft servers whose service is the harness, with every step invariant watching. */
export function defineRaftTest(definition: RaftTestDefinition): LabTest {
  const { id, title, property, faults = [], isExtra = false } = definition;
  return {
    id,
    title,
    property,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    faults: definition.isUnreliable ? ['unreliable network', ...faults] : faults,
    isExtra,
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
          requireMinimum(cluster, definition);
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

function requireMinimum(cluster: RaftCluster, { minimum }: RaftTestDefinition): void {
  cluster.expectEnough('committed commands', minimum.commits ?? 0, cluster.applied.lastIndex);
  cluster.expectEnough('elected leaders', minimum.elections ?? 0, cluster.elections.elections);
  cluster.expectEnough('crashes', minimum.crashes ?? 0, cluster.watch.crashes);
  cluster.expectEnough('installed snapshots', minimum.snapshotsInstalled ?? 0, cluster.applied.snapshotsInstalled);
  for (const [kind, least] of Object.entries(minimum.faults ?? {})) {
    cluster.expectEnough(`faults of kind '${kind}'`, least, cluster.faults.count(kind as AnyFault['kind']));
  }
}
