import type { Measured } from './measurements.ts';

/** What eventual consistency promises. No consistency level: it says nothing about what is read before the end. */
export const CONVERGENCE = 'convergence';

/**
 * Do all clients read the same when writes have ended for long enough (lecture 17)?
 *
 * @returns what they do not agree on, in words; undefined when they agree.
 */
export function divergence(finalReads: readonly Measured[]): string | undefined {
  const first = new Map<string, { client: number; value: unknown }>();
  for (const { client, outcome } of finalReads) {
    if (outcome?.status !== 'done') continue;
    for (const { key, value } of outcome.accesses) {
      const seen = first.get(key);
      if (seen === undefined) first.set(key, { client, value });
      else if (seen.value !== value) {
        return `after all writes have ended, client ${seen.client} reads ${shown(seen.value)} from ${key}, and client ${client} reads ${shown(value)}`;
      }
    }
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 20)}…"` : text;
}
