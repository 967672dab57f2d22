/** How links behave unless something else is said: all times in ms, ranges are inclusive and uniform. */
export interface NetworkProfile {
  /** One-way latency of every message. */
  latencyMs: readonly [number, number];
  /** Extra delay of a request while the network is unreliable: whole milliseconds. */
  unreliableDelayMs: readonly [number, number];
  /** Probability that an unreliable network loses a request; and, separately, a reply. */
  lossProbability: number;
  /** Probability that a reply is held back while the network reorders replies. */
  reorderProbability: number;
  /** A held-back reply waits the first number, plus a uniform draw from zero to (a uniform draw up to the second). */
  reorderDelayMs: readonly [number, number];
  /** When a caller learns that a server cannot be reached: whole milliseconds, from zero to this. */
  unreachableMs: { short: number; long: number };
  /** How often a pending call looks whether its server is still there. */
  pollMs: number;
}

/**
 * The network of the course's Go labs (`labrpc`), with a small latency in place of the time that goroutines take, so
 * that an operation that crosses the network four times takes about 6 ms, as it does there.
 */
export const LABRPC: NetworkProfile = {
  latencyMs: [1, 2],
  unreliableDelayMs: [0, 26],
  lossProbability: 0.1,
  reorderProbability: 2 / 3,
  reorderDelayMs: [200, 1999],
  unreachableMs: { short: 99, long: 6999 },
  pollMs: 100,
};
