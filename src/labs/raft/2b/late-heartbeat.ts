import { defineRaftTest } from '../define-raft-test.ts';
import { stateMachineSafety } from '../properties.ts';

const ROUNDS = 10;
const TAIL = 4;
/** Longer than heartbeats are apart: some overtake the entries. */
const HELD_MS = [50, 350] as const;

export const lateHeartbeat = defineRaftTest({
  id: '2B/late-heartbeat',
  title: 'a follower commits only what the leader has checked',
  property: stateMachineSafety,
  servers: 3,
  isExtra: true,
  faults: ['leaders cut off with entries of their own', 'requests to them held back for up to 0.35 s'],
  minimum: { commits: ROUNDS * 3, elections: ROUNDS, faults: { isolate: ROUNDS, 'link-quality': 2 * ROUNDS } },
  async run({ cluster }) {
    const everybody = cluster.servers.map(({ id }) => id);
    const hold = (node: number, holdProbability: number) =>
      cluster.faults.inject({
        kind: 'link-quality',
        from: everybody,
        to: [node],
        change: { holdProbability, holdDelayMs: HELD_MS },
      });
    await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    for (let round = 0; round < ROUNDS; round++) {
      const old = await cluster.oneLeader();
      cluster.disconnect(old);
      for (let i = 0; i < TAIL; i++) await cluster.start(old, cluster.freshCommand());
      for (let i = 0; i < 3; i++) await cluster.agree(cluster.freshCommand(), { servers: 2, retry: true });

      // Its own entries are at indexes that are committed by now: what it commits must be the others'.
      hold(old.id, 0.6);
      cluster.connect(old);
      await cluster.elapse(600);
      hold(old.id, 0);
      await cluster.agree(cluster.freshCommand(), { servers: 3, retry: true });
    }
  },
});
