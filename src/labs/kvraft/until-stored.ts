import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { KvCluster } from './cluster.ts';

const ARRIVAL_MS_MAX = 500;
const POLL_MS = 5;

/** Waits for a request to reach a leader, which then saves its longer log; not until its client gives up. */
export async function untilStored(cluster: KvCluster, { disk }: SimNode): Promise<void> {
  const before = disk.writes;
  for (let waitedMs = 0; disk.writes === before && waitedMs < ARRIVAL_MS_MAX; waitedMs += POLL_MS) {
    await cluster.elapse(POLL_MS);
  }
}
