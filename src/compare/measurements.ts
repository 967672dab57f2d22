import type { Access, Operation } from '../checker/history.ts';
import { authorOf, type Outcome, type Request } from '../sdk/baseline.ts';

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

/**
 * What the checkers look at. A request that was never answered may have taken effect: its writes may, that is. One that
 * was aborted is not there: whoever has read from it has read what nobody wrote.
 */
export function historyOf(measured: readonly Measured[]): Operation[] {
  const sums = sumsRead(measured);
  return measured.flatMap(({ client, request, callAtMs, returnAtMs, outcome }): Operation[] => {
    if (callAtMs === undefined || outcome?.status === 'aborted') return [];
    const accesses = outcome?.accesses ?? writesAskedFor(request, sums);
    return accesses.length === 0 ? [] : [{ client, callAt: callAtMs, returnAt: returnAtMs, accesses }];
  });
}

/** What a request would have written. A sum that nobody has read is nobody's concern. */
function writesAskedFor(request: Request, sums: ReadonlyMap<string, string>): Access[] {
  return request.steps.flatMap((step): Access[] => {
    if (step.op === 'read') return [];
    const value = step.op === 'write' ? step.value : sums.get(sumId(step.key, request.id));
    return value === undefined ? [] : [{ op: 'write', key: step.key, value }];
  });
}

/** Numbers that were read, by the key and the request that wrote them. */
function sumsRead(measured: readonly Measured[]): Map<string, string> {
  const sums = new Map<string, string>();
  for (const { outcome } of measured) {
    if (outcome?.status !== 'done') continue;
    for (const { op, key, value } of outcome.accesses) {
      const author = op === 'read' && value !== null ? authorOf(value) : undefined;
      if (author !== undefined) sums.set(sumId(key, author), value as string);
    }
  }
  return sums;
}

function sumId(key: string, author: string): string {
  return JSON.stringify([key, author]);
}
