import { NodeClock } from '../nodes/node-clock.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { World } from '../world.ts';

/** How often a machine asks the time masters (Spanner, section 3). */
const POLL_MS = 30_000;
/** Clocks keep away from the very bound, which sums of floating-point numbers might cross. */
const MARGIN = 0.999;

/**
 * Sets nodes' clocks, each a little wrong in its own way, but never by more than a bound: what the time masters of
 * TrueTime do. A clock that is aimed at a new error at every poll drifts there until the next one, so it never jumps and
 * never leaves the bound. Errors that a fault adds stay until the fault is taken back: the masters do not know of it.
 *
 * @param uncertaintyMs no clock is further from the simulation's time than this.
 */
export function synchronizeClocks(world: World, nodes: readonly SimNode[], uncertaintyMs: number): void {
  for (const node of nodes) {
    const random = world.stream(`clock of ${node.spec.name}`);
    const someErrorMs = () => (2 * random.float() - 1) * uncertaintyMs * MARGIN;
    const clock = new NodeClock();
    node.clock = clock;
    let errorMs = someErrorMs();
    clock.set(world.nowMs, { rate: 1, jumpMs: errorMs });
    const poll = () => {
      const nextErrorMs = someErrorMs();
      clock.set(world.nowMs, { rate: 1 + (nextErrorMs - errorMs) / POLL_MS });
      errorMs = nextErrorMs;
      world.scheduler.scheduleTask(POLL_MS, poll);
    };
    poll();
  }
}
