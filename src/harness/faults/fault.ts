import type { World } from '../world.ts';

/** A fault as data: what a schedule consists of. Nodes are named by id. */
export interface Fault {
  kind: string;
}

/** One kind of fault: how it is carried out and told. */
export interface FaultKind<F extends Fault> {
  kind: F['kind'];
  /** One clause for a story, without time: `crash server 2`. */
  describe(fault: F, name: (node: number) => string): string;
  inject(fault: F, world: World): void;
}
