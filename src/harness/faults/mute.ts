import type { Fault, FaultKind } from './fault.ts';

export interface Mute extends Fault {
  kind: 'mute';
  node: number;
  /** The nodes that it cannot call any more. */
  to: readonly number[];
}

/** Disables the node's ends to others, so that its own calls fail. Theirs still work, and it answers them. */
export const mute: FaultKind<Mute> = {
  kind: 'mute',
  describe: ({ node, to }, name) => `let no call of ${name(node)} reach ${to.map(name).join(', ')}`,
  inject({ node, to }, world) {
    for (const other of to) world.network.updateLink(node, other, { isEnabled: false });
  },
};
