import type { Fault, FaultKind } from './fault.ts';

export interface Restart extends Fault {
  kind: 'restart';
  node: number;
}

/** Boots the node from its disk; a node that still runs crashes first. */
export const restart: FaultKind<Restart> = {
  kind: 'restart',
  describe: ({ node }, name) => `restart ${name(node)}`,
  inject({ node }, world) {
    const restarted = world.node(node);
    world.stop(restarted);
    world.boot(restarted);
  },
};
