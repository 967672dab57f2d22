import type { Fault, FaultKind } from './fault.ts';

export interface Crash extends Fault {
  kind: 'crash';
  node: number;
}

/** The process ends at once. Its disk stays as it is. */
export const crash: FaultKind<Crash> = {
  kind: 'crash',
  describe: ({ node }, name) => `crash ${name(node)}`,
  inject: ({ node }, world) => world.stop(world.node(node)),
};
