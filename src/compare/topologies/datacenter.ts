import type { Topology } from '../topology.ts';

/** Three racks of one data centre: half a millisecond there and back between racks, as in Google's numbers. */
export const datacenter: Topology = {
  id: 'datacenter',
  title: 'three racks of one data centre',
  sites: ['rack-1', 'rack-2', 'rack-3'],
  latencyMs: (from, to) => (from === to ? [0.01, 0.015] : [0.2, 0.25]),
};
