import type { Topology } from '../topology.ts';

/** One rack: a switch between all machines. */
export const rack: Topology = {
  id: 'rack',
  title: 'one rack',
  sites: ['rack'],
  latencyMs: () => [0.01, 0.015],
};
