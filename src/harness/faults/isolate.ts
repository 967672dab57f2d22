import type { Fault, FaultKind } from './fault.ts';

export interface Isolate extends Fault {
  kind: 'isolate';
  node: number;
  /** The nodes it loses contact with. */
  from: readonly number[];
}

/** Disables the node's ends to and from others (Go: `disconnect`). */
export const isolate: FaultKind<Isolate> = {
  kind: 'isolate',
  describe: ({ node }, name) => `disconnect ${name(node)}`,
  inject({ node, from }, world) {
    for (const other of from) {
      world.network.updateLink(node, other, { isEnabled: false });
      world.network.updateLink(other, node, { isEnabled: false });
    }
  },
};
