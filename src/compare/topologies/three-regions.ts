import type { Topology } from '../topology.ts';

/** There and back, ms. */
const ROUND_TRIP_MS: Readonly<Record<string, number>> = {
  'us-east us-west': 60,
  'eu us-east': 80,
  'eu us-west': 140,
};
/** How much later than the fastest a message may be. */
const JITTER = 0.05;

/** Three regions on two continents. */
export const threeRegions: Topology = {
  id: 'three-regions',
  title: 'three regions: us-east, us-west, eu',
  sites: ['us-east', 'us-west', 'eu'],
  latencyMs(from, to) {
    if (from === to) return [0.2, 0.25];
    const oneWayMs = (ROUND_TRIP_MS[[from, to].sort().join(' ')] as number) / 2;
    return [oneWayMs, oneWayMs * (1 + JITTER)];
  },
};
