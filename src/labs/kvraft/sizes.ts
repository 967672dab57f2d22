import type { KvCluster } from './cluster.ts';
import { logIsTrimmed, snapshotsOnlyWhenAsked } from './properties.ts';

/** How much longer than `maxRaftState` the state may be: entries come in while a snapshot is made. */
const SLACK = 8;

/** @throws PropertyViolated when a server at rest keeps a longer log than it should, or snapshots it should not have. */
export function expectSizes(cluster: KvCluster): void {
  const { maxRaftState, servers } = cluster;
  for (const { disk, spec } of servers) {
    if (maxRaftState < 0 && disk.snapshot !== '') {
      cluster.fail(snapshotsOnlyWhenAsked, {
        message: `${spec.name} took a snapshot`,
        expected: 'no snapshot, since maxRaftState is −1',
        actual: `a snapshot of ${disk.snapshotSizeBytes} bytes`,
      });
    }
    if (maxRaftState > 0 && disk.stateSizeBytes > SLACK * maxRaftState) {
      cluster.fail(logIsTrimmed, {
        message: `${spec.name} did not trim its log`,
        expected: `at most ${SLACK * maxRaftState} bytes of Raft state: maxRaftState is ${maxRaftState}`,
        actual: `${disk.stateSizeBytes} bytes`,
      });
    }
  }
}
