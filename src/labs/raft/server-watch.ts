import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';
import type { RaftState } from '../../sdk/raft.ts';

interface Waiting {
  condition: () => boolean;
  resolve(holds: boolean): void;
}

/**
 * What the servers last said of themselves without being asked, and the moments at which that changes: for drivers
 * that have to act right then, before anything else happens.
 *
 * Servers whose getState returns a promise say nothing here.
 */
export class ServerWatch implements Observer {
  readonly #world: World;
  readonly #roles = new Map<SimNode, RaftState>();
  readonly #waiting = new Set<Waiting>();
  /** How often a server's incarnation has ended. */
  crashes = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Term and role of a server that runs. */
  roleOf(server: SimNode): RaftState | undefined {
    return this.#roles.get(server);
  }

  leads(server: SimNode): boolean {
    return this.roleOf(server)?.isLeader ?? false;
  }

  /**
   * Waits for something that a change of role, an end of a server or an apply message can bring about.
   *
   * @returns whether it holds, at the latest after `withinMs`.
   */
  until(condition: () => boolean, withinMs: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiting = { condition, resolve };
      this.#waiting.add(waiting);
      this.#world.scheduler.scheduleTask(withinMs, () => {
        if (this.#waiting.delete(waiting)) resolve(condition());
      });
    });
  }

  onRole(node: SimNode, term: number, isLeader: boolean): void {
    this.#roles.set(node, { term, isLeader });
    this.#look();
  }

  onStop(node: SimNode): void {
    this.#roles.delete(node);
    this.crashes++;
    this.#look();
  }

  onApply(): void {
    this.#look();
  }

  onApplySnapshot(): void {
    this.#look();
  }

  #look(): void {
    for (const waiting of this.#waiting) {
      if (!waiting.condition()) continue;
      this.#waiting.delete(waiting);
      waiting.resolve(true);
      this.#world.wakeDriver();
    }
  }
}
