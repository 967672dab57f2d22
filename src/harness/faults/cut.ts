import type { Fault, FaultKind } from './fault.ts';

export interface Cut extends Fault {
  kind: 'cut';
  from: readonly number[];
  to: readonly number[];
  /** false: the direction works again. */
  isCut: boolean;
}

/** Loses every message in one direction: requests that way, and replies that way. The other direction works. */
export const cut: FaultKind<Cut> = {
  kind: 'cut',
  describe: ({ from, to, isCut }, name) =>
    `${isCut ? 'lose' : 'let through'} all messages from ${from.map(name).join(', ')} to ${to.map(name).join(', ')}`,
  inject({ from, to, isCut }, world) {
    for (const sender of from) {
      for (const receiver of to) {
        if (sender !== receiver) world.network.updateLink(sender, receiver, { isCut });
      }
    }
  },
};
