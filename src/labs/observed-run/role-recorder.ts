import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';

/** From then on the node is in that term, as leader or not; with `isUp` false it does not run. */
export interface RoleChange {
  atMs: number;
  node: string;
  term: number;
  isLeader: boolean;
  isUp: boolean;
}

/** Records the terms and leaders of a run, and which nodes were down when. */
export class RoleRecorder implements Observer {
  readonly changes: RoleChange[] = [];
  readonly #world: World;
  readonly #last = new Map<string, RoleChange>();

  constructor(world: World) {
    this.#world = world;
    world.observers.add(this);
  }

  onBoot({ spec }: SimNode): void {
    this.#add({ node: spec.name, term: this.#last.get(spec.name)?.term ?? 0, isLeader: false, isUp: true });
  }

  onStop({ spec }: SimNode): void {
    this.#add({ node: spec.name, term: this.#last.get(spec.name)?.term ?? 0, isLeader: false, isUp: false });
  }

  onRole({ spec }: SimNode, term: number, isLeader: boolean): void {
    this.#add({ node: spec.name, term, isLeader, isUp: true });
  }

  #add(change: Omit<RoleChange, 'atMs'>): void {
    const last = this.#last.get(change.node);
    const isSame = last?.term === change.term && last.isLeader === change.isLeader && last.isUp === change.isUp;
    if (isSame) return;
    const dated = { atMs: this.#world.nowMs, ...change };
    this.#last.set(change.node, dated);
    this.changes.push(dated);
  }
}
