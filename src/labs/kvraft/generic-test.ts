import type { LabTest } from '../lab-test.ts';
import { defineKvTest } from './define-kv-test.ts';
import { GenericRun, type GenericRunOptions, ROUNDS } from './generic-run.ts';
import { linearizability } from './properties.ts';

export interface GenericTestOptions extends GenericRunOptions {
  id: string;
  servers: number;
  isExtra?: boolean;
  isUnreliable?: boolean;
  /** Absent: no snapshots. */
  maxRaftState?: number;
}

/** One of the variations of the generic scenario, under the title that the Go suite prints. */
export function genericTest(options: GenericTestOptions): LabTest {
  const { id, servers, clients, restarts = false, partitions = false, restartsUnderLoad = false } = options;
  const { isExtra = false, isUnreliable = false, maxRaftState } = options;
  return defineKvTest({
    id,
    title: titleOf(options),
    property: linearizability,
    servers,
    isUnreliable,
    isExtra,
    ...(maxRaftState === undefined ? {} : { maxRaftState }),
    faults: [
      ...(restarts ? ['all servers restarted after each round'] : []),
      ...(restartsUnderLoad ? ['a server restarted about every second, half of the time the leader'] : []),
      ...(partitions ? ['servers split at random about every second'] : []),
    ],
    minimum: {
      // What a slow but correct service does: partitions may hold a client up until the round is over.
      operations: ROUNDS * clients * (partitions ? 5 : 10),
      faults: {
        ...(restarts ? { restart: ROUNDS * servers } : {}),
        ...(restartsUnderLoad ? { restart: 4 * ROUNDS } : {}),
        ...(partitions ? { partition: 4 * ROUNDS } : {}),
      },
    },
    run: ({ cluster }) => new GenericRun(cluster, options).run(),
  });
}

function titleOf(options: GenericTestOptions): string {
  const { isUnreliable, restarts, restartsUnderLoad, partitions, maxRaftState, hasRandomKeys, clients } = options;
  return [
    isUnreliable && 'unreliable net',
    restarts && 'restarts',
    restartsUnderLoad && 'restarts under load',
    partitions && 'partitions',
    maxRaftState !== undefined && 'snapshots',
    hasRandomKeys && 'random keys',
    clients > 1 ? 'many clients' : 'one client',
  ]
    .filter((words) => typeof words === 'string')
    .join(', ');
}
