import type { FaultPlan } from './fault-plan.ts';
import type { Topology } from './topology.ts';
import type { Workload } from './workload.ts';

/** What every system of a comparison goes through. */
export interface RunPlan {
  workload: Workload;
  topology: Topology;
  faults: FaultPlan;
  seed: number;
  clients: number;
  /** How long clients make requests at most, ms of virtual time. Faults happen in its second quarter. */
  durationMs: number;
  /** How many requests they make at most, all together. */
  requests: number;
  /**
   * Open loop: about how many requests per second come in, at random moments, whoever is slow. Absent: closed loop,
   * every client makes its next request when the last one is answered.
   */
  ratePerS?: number;
  /** How big the systems are, in units of their own; absent: as usual. */
  size?: number;
}

/** What has to be said about a plan. */
export interface PlanChoice
  extends Pick<RunPlan, 'workload' | 'topology' | 'faults' | 'seed' | 'clients' | 'requests' | 'size'> {
  /** Absent: closed loop, or as many as fit the time of a fault. */
  ratePerS?: number | undefined;
}

/** Clients that nothing slows down give up making requests after so much virtual time, ms. */
const LONGEST_MS = 60_000;
/** With a fault, requests come at random moments of this time, ms. */
const FAULT_RUN_MS = 20_000;

/**
 * The plan that follows. A fault needs requests that keep coming while nobody answers, or there would be nothing to
 * tell its effect from.
 */
export function planOf({ ratePerS, ...choice }: PlanChoice): RunPlan {
  if (choice.faults.inject === undefined) {
    return { ...choice, durationMs: LONGEST_MS, ...(ratePerS !== undefined && { ratePerS }) };
  }
  const rate = ratePerS ?? choice.requests / (FAULT_RUN_MS / 1_000);
  return { ...choice, durationMs: Math.min(FAULT_RUN_MS, (choice.requests / rate) * 1_000), ratePerS: rate };
}
