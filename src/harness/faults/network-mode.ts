import type { Fault, FaultKind } from './fault.ts';

export interface NetworkMode extends Fault {
  kind: 'network-mode';
  isReliable?: boolean;
  isReorderingReplies?: boolean;
  hasLongDelays?: boolean;
}

/** Turns the switches of the whole network (Go: `Reliable`, `LongReordering`, `LongDelays`). */
export const networkMode: FaultKind<NetworkMode> = {
  kind: 'network-mode',
  describe({ isReliable, isReorderingReplies, hasLongDelays }) {
    const clauses = [
      isReliable === undefined ? [] : [`make the network ${isReliable ? 'reliable' : 'unreliable'}`],
      isReorderingReplies === undefined ? [] : [`${isReorderingReplies ? 'start' : 'stop'} holding replies back`],
      hasLongDelays === undefined ? [] : [`${hasLongDelays ? 'start' : 'stop'} long delays to unreachable servers`],
    ];
    return clauses.flat().join(', ');
  },
  inject({ isReliable, isReorderingReplies, hasLongDelays }, world) {
    const { network } = world;
    network.isReliable = isReliable ?? network.isReliable;
    network.isReorderingReplies = isReorderingReplies ?? network.isReorderingReplies;
    network.hasLongDelays = hasLongDelays ?? network.hasLongDelays;
  },
};
