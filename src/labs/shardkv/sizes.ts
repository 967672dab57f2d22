import { logIsTrimmed, snapshotsOnlyWhenAsked } from '../kvraft/properties.ts';
import type { ShardKvCluster } from './cluster.ts';

/** How much longer than `maxRaftState` the state may be: entries come in while a snapshot is made. */
const SLACK = 8;
/** With an empty log Raft still keeps its term, its vote, the last included entry: a few hundred bytes as JSON. */
const EMPTY_LOG_BYTES = 1_000;

/** @throws PropertyViolated when a running server at rest keeps a longer log than it should, or needless snapshots. */
export function expectSizes(cluster: ShardKvCluster): void {
  const { maxRaftState } = cluster;
  const limit = Math.max(SLACK * maxRaftState, EMPTY_LOG_BYTES);
  for (const { disk, spec, isAlive } of [...cluster.groups.values()].flatMap(({ servers }) => servers)) {
    if (!isAlive) continue;
    if (maxRaftState < 0 && disk.snapshot !== '') {
      cluster.fail(snapshotsOnlyWhenAsked, {
        message: `${spec.name} took a snapshot`,
        expected: 'no snapshot, since maxRaftState is −1',
        actual: `a snapshot of ${disk.snapshotSizeBytes} bytes`,
      });
    }
    if (maxRaftState > 0 && disk.stateSizeBytes > limit) {
      cluster.fail(logIsTrimmed, {
        message: `${spec.name} did not trim its log`,
        expected: `at most ${limit} bytes of Raft state: maxRaftState is ${maxRaftState}`,
        actual: `${disk.stateSizeBytes} bytes`,
      });
    }
  }
}
