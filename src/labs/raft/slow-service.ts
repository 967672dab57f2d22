import type { RandomStream } from '../../base/random.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';

const LONGEST_MS = 20;

/** A service above a Raft server that takes its time for every message. */
export class SlowService implements Observer {
  readonly #world: World;
  readonly #random: RandomStream;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.stream('service');
  }

  onApply(node: SimNode, _index: number, _command: string, applyId: number): void {
    const { incarnation } = node;
    this.#world.scheduler.scheduleTask(this.#random.between(0, LONGEST_MS), () => {
      if (node.incarnation === incarnation) this.#world.acknowledgeApply(node, applyId);
    });
  }
}
