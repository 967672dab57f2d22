import { NodeClock } from '../nodes/node-clock.ts';
import type { Fault, FaultKind } from './fault.ts';

export interface Clock extends Fault {
  kind: 'clock';
  node: number;
  /** Local milliseconds per millisecond: 0.5 is a clock that runs at half speed, and so do the node's timers. */
  rate: number;
  /** How far it is moved as well, ms. */
  jumpMs?: number;
}

/** Lets a node's clock run fast or slow; timers that are set already keep their time. */
export const clock: FaultKind<Clock> = {
  kind: 'clock',
  describe({ node, rate, jumpMs = 0 }, name) {
    const moved = jumpMs === 0 ? '' : `, and move it by ${jumpMs} ms`;
    return `run the clock of ${name(node)} at ${rate} of its speed${moved}`;
  },
  inject({ node: id, rate, jumpMs = 0 }, world) {
    const node = world.node(id);
    node.clock ??= new NodeClock();
    node.clock.set(world.nowMs, { rate, jumpMs });
  },
};
