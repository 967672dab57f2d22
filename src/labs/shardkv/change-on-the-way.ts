import type { ShardKvCluster } from './cluster.ts';

/** Six configurations while clients go on: every group gets shards, loses them, and gets some again. */
export async function changeOnTheWay(cluster: ShardKvCluster): Promise<void> {
  await cluster.elapse(150);
  await cluster.join(101);
  await cluster.elapse(500);
  await cluster.join(102);
  await cluster.elapse(500);
  await cluster.leave(100);
  await cluster.elapse(500);
  await cluster.leave(101);
  await cluster.elapse(500);
  await cluster.join(101);
  await cluster.join(100);
  await cluster.elapse(2_000);
}
