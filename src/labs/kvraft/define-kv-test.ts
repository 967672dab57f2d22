import type { Property } from '../failure.ts';
import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { KvCluster } from './cluster.ts';
import { KVRAFT_ENTRY } from './entry.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { expectSizes } from './sizes.ts';

export interface KvTestDefinition {
  id: string;
  title: string;
  property: Property;
  /** A closer hint than the property's own. */
  hint?: string;
  servers: number;
  /** Absent: no snapshots. */
  maxRaftState?: number;
  /** Does the network lose and delay messages from the start? */
  isUnreliable?: boolean;
  isExtra?: boolean;
  faults?: readonly string[];
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
  const { id, title, property, maxRaftState = -1, faults = [], isUnreliable = false, minimum } = definition;
  return {
    id,
    title,
    property,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    faults: isUnreliable ? ['unreliable network', ...faults] : faults,
    isExtra: definition.isExtra ?? false,
    entry: KVRAFT_ENTRY,
    prepare(world) {
      const servers = world.variation.servers ?? definition.servers;
      const cluster = new KvCluster(world, { servers, isReliable: !isUnreliable, maxRaftState });
      return {
        async run() {
          await definition.run({ cluster });
          expectLinearizable(cluster.history.operations());
          expectSizes(cluster);
          requireMinimum(id, [
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
