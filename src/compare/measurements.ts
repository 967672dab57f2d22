import type { Access, Operation } from '../checker/history.ts';
import type { Outcome, Request } from '../sdk/baseline.ts';

/** One request, from the moment at which it was due to the answer; without an outcome nobody knows what became of it. */
export interface Measured {
  client: number;
  request: Request;
  /** When somebody wanted it. In an open loop a client that is still busy comes to it later. */
  dueAtMs: number;
  /** When the client turned to it; absent: never. */
  callAtMs?: number;
  returnAtMs?: number;
  outcome?: Outcome;
}

/** Times of many requests, ms. */
export interface Latencies {
  p50: number;
  p99: number;
}

/**
 * How long requests took, counted from when they were due: a system that is slow for a while keeps others waiting too,
 * and these belong to its latencies.
 *
 * @returns null for no requests at all.
 */
export function latenciesOf(measured: readonly Measured[]): Latencies | null {
  const times = measured
    .flatMap(({ dueAtMs, returnAtMs }) => (returnAtMs === undefined ? [] : [returnAtMs - dueAtMs]))
    .sort((a, b) => a - b);
  if (times.length === 0) return null;
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] as number;
  return { p50: at(0.5), p99: at(0.99) };
}

/** What the checkers look at. */
export function historyOf(measured: readonly Measured[]): Operation[] {
  return measured.flatMap(({ client, request, callAtMs, returnAtMs, outcome }): Operation[] => {
    if (callAtMs === undefined) return [];
    const call = { client, callAt: callAtMs };
    if (outcome === undefined) return [{ ...call, accesses: writesAskedFor(request) }];
    if (outcome.status === 'aborted') return [{ ...call, returnAt: returnAtMs, accesses: [], aborted: true }];
    return [{ ...call, returnAt: returnAtMs, accesses: outcome.accesses }];
  });
}

/** What a request would have written, for one whose fate nobody knows. */
function writesAskedFor({ steps }: Request): Access[] {
  return steps.flatMap((step) => (step.op === 'write' ? [{ op: 'write', key: step.key, value: step.value }] : []));
}
