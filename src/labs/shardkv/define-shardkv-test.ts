import { type Property, PropertyViolated } from '../failure.ts';
import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { GIDS, ShardKvCluster } from './cluster.ts';
import { SHARDKV_ENTRY } from './entry.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { expectSizes } from './sizes.ts';

/** Time for the last entries to be applied, and snapshots to be made, everywhere. */
const REST_MS = 500;

export interface ShardKvTestDefinition {
  id: string;
  title: string;
  property: Property;
  /** A closer hint than the property's own. */
  hint?: string;
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
  run(context: { cluster: ShardKvCluster }): Promise<void>;
}

/** A test of Lab 4B. Whatever it does, at its end the whole history must be linearizable, and the logs trimmed. */
export function defineShardKvTest(definition: ShardKvTestDefinition): LabTest {
  const { id, title, property, maxRaftState = -1, faults = [], isUnreliable = false, minimum } = definition;
  return {
    id,
    title,
    property,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    faults: isUnreliable ? ['unreliable network', ...faults] : faults,
    isExtra: definition.isExtra ?? false,
    entry: SHARDKV_ENTRY,
    prepare(world) {
      const cluster = new ShardKvCluster(world, { maxRaftState, isReliable: !isUnreliable });
      return {
        async run() {
          await safetyFirst(cluster, definition.run({ cluster }));
          expectLinearizable(cluster.history.operations());
          await cluster.elapse(REST_MS);
          expectSizes(cluster);
          requireMinimum(id, [
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

/** What hangs may hang because something was lost: then that is what is wrong. */
async function safetyFirst(cluster: ShardKvCluster, run: Promise<void>): Promise<void> {
  try {
    await run;
  } catch (error) {
    if (error instanceof PropertyViolated && error.property.kind === 'liveness') {
      expectLinearizable(cluster.history.operations());
    }
    throw error;
  }
}
