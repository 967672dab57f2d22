import type { LabTest } from '../lab-test.ts';
import { basic } from './3a/basic.ts';
import { concurrent } from './3a/concurrent.ts';
import { crashAfterReply } from './3a/crash-after-reply.ts';
import { deposedLeader } from './3a/deposed-leader.ts';
import { duplicatedRequests } from './3a/duplicated-requests.ts';
import { heldBackRequests } from './3a/held-back-requests.ts';
import { indexReuse } from './3a/index-reuse.ts';
import { lateCopies } from './3a/late-copies.ts';
import { manyPartitionsManyClients } from './3a/many-partitions-many-clients.ts';
import { manyPartitionsOneClient } from './3a/many-partitions-one-client.ts';
import { oddTexts } from './3a/odd-texts.ts';
import { onePartition } from './3a/one-partition.ts';
import { persistConcurrent } from './3a/persist-concurrent.ts';
import { persistConcurrentUnreliable } from './3a/persist-concurrent-unreliable.ts';
import { persistOneClient } from './3a/persist-one-client.ts';
import { persistPartition } from './3a/persist-partition.ts';
import { persistPartitionUnreliable } from './3a/persist-partition-unreliable.ts';
import { persistPartitionUnreliableLinearizable } from './3a/persist-partition-unreliable-linearizable.ts';
import { retryAtNewLeader } from './3a/retry-at-new-leader.ts';
import { sameTexts } from './3a/same-texts.ts';
import { speed } from './3a/speed.ts';
import { staleRead } from './3a/stale-read.ts';
import { swarm } from './3a/swarm.ts';
import { unreliable } from './3a/unreliable.ts';
import { unreliableOneKey } from './3a/unreliable-one-key.ts';
import { oddTextsInSnapshots } from './3b/odd-texts-in-snapshots.ts';
import { requestOvertakenBySnapshot } from './3b/request-overtaken-by-snapshot.ts';
import { restartAfterTrim } from './3b/restart-after-trim.ts';
import { restartsUnderLoad } from './3b/restarts-under-load.ts';
import { retryAfterInstall } from './3b/retry-after-install.ts';
import { retryAfterRestore } from './3b/retry-after-restore.ts';
import { snapshotRecover } from './3b/snapshot-recover.ts';
import { snapshotRecoverManyClients } from './3b/snapshot-recover-many-clients.ts';
import { snapshotRpc } from './3b/snapshot-rpc.ts';
import { snapshotSize } from './3b/snapshot-size.ts';
import { snapshotUnreliable } from './3b/snapshot-unreliable.ts';
import { snapshotUnreliableRecover } from './3b/snapshot-unreliable-recover.ts';
import { snapshotUnreliableRecoverConcurrentPartition } from './3b/snapshot-unreliable-recover-concurrent-partition.ts';
import { snapshotUnreliableRecoverConcurrentPartitionLinearizable } from './3b/snapshot-unreliable-recover-concurrent-partition-linearizable.ts';
import { speedWithSnapshots } from './3b/speed.ts';
import { swarmWithSnapshots } from './3b/swarm.ts';

/** The tests of Lab 3, in the order in which they run. */
export const KVRAFT_TESTS: readonly LabTest[] = [
  basic,
  speed,
  concurrent,
  unreliable,
  unreliableOneKey,
  onePartition,
  manyPartitionsOneClient,
  manyPartitionsManyClients,
  persistOneClient,
  persistConcurrent,
  persistConcurrentUnreliable,
  persistPartition,
  persistPartitionUnreliable,
  persistPartitionUnreliableLinearizable,
  indexReuse,
  deposedLeader,
  staleRead,
  crashAfterReply,
  retryAtNewLeader,
  duplicatedRequests,
  lateCopies,
  heldBackRequests,
  oddTexts,
  sameTexts,
  swarm,

  snapshotRpc,
  snapshotSize,
  speedWithSnapshots,
  snapshotRecover,
  snapshotRecoverManyClients,
  snapshotUnreliable,
  snapshotUnreliableRecover,
  snapshotUnreliableRecoverConcurrentPartition,
  snapshotUnreliableRecoverConcurrentPartitionLinearizable,
  restartAfterTrim,
  retryAfterRestore,
  retryAfterInstall,
  requestOvertakenBySnapshot,
  restartsUnderLoad,
  oddTextsInSnapshots,
  swarmWithSnapshots,
];
