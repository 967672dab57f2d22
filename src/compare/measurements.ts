import type { Access, Operation } from '../checker/history.ts';
import type { Outcome, Request } from '../sdk/baseline.ts';

/** One request, from the client's call to the answer; without an outcome nobody knows what became of it. */
export interface Measured {
  client: number;
  request: Request;
  callAtMs: number;
  returnAtMs?: number;
  outcome?: Outcome;
}

/** Times of many requests, ms. */
export interface Latencies {
  p50: number;
  p99: number;
}

/** @returns null for no requests at all. */
export function latenciesOf(measured: readonly Measured[]): Latencies | null {
  const times = measured
    .flatMap(({ callAtMs, returnAtMs }) => (returnAtMs === undefined ? [] : [returnAtMs - callAtMs]))
    .sort((a, b) => a - b);
  if (times.length === 0) return null;
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] as number;
  return { p50: at(0.5), p99: at(0.99) };
}

/** What the checkers look at. */
export function historyOf(measured: readonly Measured[]): Operation[] {
  return measured.map(({ client, request, callAtMs, returnAtMs, outcome }) => {
    if (outcome === undefined) return { client, callAt: callAtMs, accesses: writesAskedFor(request) };
    if (outcome.status === 'aborted')
      return { client, callAt: callAtMs, returnAt: returnAtMs, accesses: [], aborted: true };
    return { client, callAt: callAtMs, returnAt: returnAtMs, accesses: outcome.accesses };
  });
}

/** What a request would have written, for one whose fate nobody knows. */
function writesAskedFor({ steps }: Request): Access[] {
  return steps.flatMap((step) => (step.op === 'write' ? [{ op: 'write', key: step.key, value: step.value }] : []));
}
