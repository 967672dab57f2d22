import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';
import type { AppliedLog } from './applied-log.ts';

/** Entries between two snapshots (Go: `SnapShotInterval`): at indices 9, 19, 29 … */
export const SNAPSHOT_INTERVAL = 10;

/**
 * The service above a Raft server in Lab 2D: takes apply messages one at a time, and calls `snapshot` from within
 * taking one, before it takes the next.
 */
export class SnapshotService implements Observer {
  readonly #world: World;
  readonly #applied: AppliedLog;
  /** How long the service of each server takes for a message; absent: no time. */
  readonly takesMs = new Map<SimNode, number>();
  /** Per server: when the message before has been taken. */
  readonly #taken = new Map<SimNode, Promise<void>>();
  snapshotsTaken = 0;

  constructor(world: World, applied: AppliedLog) {
    this.#world = world;
    this.#applied = applied;
  }

  onApply(node: SimNode, index: number, _command: string, applyId: number): void {
    const isDue = (index + 1) % SNAPSHOT_INTERVAL === 0;
    const content = isDue ? this.#applied.snapshotContent(node, index) : '';
    this.#takeInTurn(node, applyId, async () => {
      if (!isDue) return;
      this.snapshotsTaken++;
      await this.#world.call(node, 'snapshot', [index, content]);
    });
  }

  onApplySnapshot(node: SimNode, _index: number, _term: number, _snapshot: string, applyId: number): void {
    this.#takeInTurn(node, applyId, async () => {});
  }

  onBoot(node: SimNode): void {
    this.#taken.delete(node);
  }

  #takeInTurn(node: SimNode, applyId: number, take: () => Promise<void>): void {
    const { incarnation } = node;
    this.#world.wakeDriver();
    const before = this.#taken.get(node) ?? Promise.resolve();
    const takeAndAnswer = async () => {
      const ms = this.takesMs.get(node);
      if (ms !== undefined) await this.#world.sleep(ms);
      if (node.incarnation !== incarnation) return;
      await take();
      if (node.incarnation === incarnation) this.#world.acknowledgeApply(node, applyId);
    };
    this.#taken.set(node, before.then(takeAndAnswer));
  }
}
