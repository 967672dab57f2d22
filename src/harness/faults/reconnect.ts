import type { Fault, FaultKind } from './fault.ts';

export interface Reconnect extends Fault {
  kind: 'reconnect';
  node: number;
  /** The nodes it finds contact with again. */
  to: readonly number[];
}

/** Enables the node's ends to and from others (Go: `connect`). */
export const reconnect: FaultKind<Reconnect> = {
  kind: 'reconnect',
  describe: ({ node }, name) => `reconnect ${name(node)}`,
  inject({ node, to }, world) {
    for (const other of to) {
      world.network.updateLink(node, other, { isEnabled: true });
      world.network.updateLink(other, node, { isEnabled: true });
    }
  },
};
