import type { AnyFault } from '../../harness/faults/registry.ts';
import { type Property, PropertyViolated } from '../failure.ts';
import type { LabTest } from '../lab-test.ts';
import { RaftCluster } from './cluster.ts';
import { RAFT_ENTRY } from './entry.ts';

export interface RaftTestDefinition {
  id: string;
  title: string;
  property: Property;
  servers: number;
  /** Does the network lose and delay messages from the start? */
  isUnreliable?: boolean;
  takesSnapshots?: boolean;
  isExtra?: boolean;
  faults?: readonly string[];
  /** What a run must have done at the least, or it tested nothing. */
  minimum: {
    commits?: number;
    elections?: number;
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
    faults: definition.isUnreliable ? ['unreliable network', ...faults] : faults,
    isExtra,
    entry: RAFT_ENTRY,
    prepare(world) {
      const cluster = new RaftCluster(world, {
        servers: definition.servers,
        isReliable: !definition.isUnreliable,
        takesSnapshots: definition.takesSnapshots ?? false,
      });
      return {
        async run() {
          await definition.run({ cluster });
          requireMinimum(cluster, definition);
        },
        stats: () => ({
          peers: definition.servers,
          commits: cluster.applied.lastIndex,
          faults: cluster.faults.schedule,
        }),
      };
    },
  };
}

function requireMinimum(cluster: RaftCluster, { minimum, id }: RaftTestDefinition): void {
  const found: [what: string, least: number, count: number][] = [
    ['committed commands', minimum.commits ?? 0, cluster.applied.lastIndex],
    ['elected leaders', minimum.elections ?? 0, cluster.elections.elections],
    ...Object.entries(minimum.faults ?? {}).map(([kind, least]): [string, number, number] => [
      `faults of kind '${kind}'`,
      least,
      cluster.faults.count(kind as AnyFault['kind']),
    ]),
  ];
  for (const [what, least, count] of found) {
    if (count >= least) continue;
    throw new PropertyViolated(
      {
        name: 'enough happened',
        kind: 'vacuous',
        statement: 'a test counts only if it could have failed',
        hint: 'the servers did too little for a verdict: look at the number of commands and elections',
      },
      { message: `${id} tested nothing`, expected: `at least ${least} ${what}`, actual: `${count}` },
    );
  }
}
