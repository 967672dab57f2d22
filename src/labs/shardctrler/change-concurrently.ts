import type { CtrlerCluster } from './cluster.ts';
import type { Groups } from './config-rules.ts';
import type { CtrlerClerk } from './ctrler-clerk.ts';

interface Load {
  clerks: number;
  /** Of a join and a leave each. */
  rounds: number;
  /** Between two changes of a clerk. */
  pauseMs?: number;
  onClerk?(clerk: CtrlerClerk, i: number): void;
}

/**
 * Several clerks join and leave groups at the same time, each with gids of its own; in the end each leaves one group
 * behind. A request that took effect twice would bring back a group that has left, or make one more configuration.
 *
 * @returns how many changes were made, and the groups that stay.
 */
export async function changeConcurrently(
  cluster: CtrlerCluster,
  { clerks, rounds, pauseMs = 0, onClerk }: Load,
): Promise<{ changes: number; staying: Groups }> {
  const staying: Groups = {};
  await Promise.all(
    Array.from({ length: clerks }, async (_, i) => {
      const clerk = cluster.newClerk();
      onClerk?.(clerk, i);
      const [first, second] = [100 + i, 200 + i];
      for (let round = 1; round <= rounds; round++) {
        // Two gids in turn: a leave that comes back finds its group joined again.
        const [joining, leaving] = round % 2 === 1 ? [first, second] : [second, first];
        staying[joining] = [`${joining} in round ${round}`];
        delete staying[leaving];
        await clerk.join({ [joining]: [`${joining} in round ${round}`] });
        await cluster.elapse(pauseMs);
        if (round > 1) await clerk.leave([leaving]);
        await cluster.elapse(pauseMs);
      }
    }),
  );
  return { changes: clerks * (2 * rounds - 1), staying };
}
