import type { Link } from '../network/link.ts';
import type { Fault, FaultKind } from './fault.ts';

export interface LinkQuality extends Fault {
  kind: 'link-quality';
  from: readonly number[];
  to: readonly number[];
  /** What changes: latency, duplication, requests held back. */
  change: Partial<Omit<Link, 'isEnabled' | 'isCut'>>;
}

/** Makes links slower, or lets them duplicate requests or hold them back. */
export const linkQuality: FaultKind<LinkQuality> = {
  kind: 'link-quality',
  describe: ({ from, to, change }, name) =>
    `set ${Object.entries(change)
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
      .join(', ')} from ${from.map(name).join(', ')} to ${to.map(name).join(', ')}`,
  inject({ from, to, change }, world) {
    for (const sender of from) {
      for (const receiver of to) {
        if (sender !== receiver) world.network.updateLink(sender, receiver, change);
      }
    }
  },
};
