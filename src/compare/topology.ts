/** Where machines stand, and how long messages take between those places: one way, ms, uniform in the range. */
export interface Topology {
  id: string;
  title: string;
  /** At least one. */
  sites: readonly string[];
  latencyMs(from: string, to: string): readonly [number, number];
}
