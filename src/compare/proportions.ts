import type { ComparedSystem } from './comparison.ts';
import { BLOCK_INTERVAL_MS } from './systems/bitcoin.ts';

/** What a lecture says about costs, as a ratio of two times of this run. */
export interface Proportion {
  lecture: number;
  what: string;
  ratio: number;
  /** The lecture's own figure, in words. */
  says: string;
}

interface Claim extends Omit<Proportion, 'ratio'> {
  /** NaN where the run lacks one of the times. */
  ratio(times: (id: string) => MedianTimes): number;
}

/** Medians, ms; NaN for what was not measured. */
interface MedianTimes {
  readMs: number;
  writeMs: number;
}

/** Of a FaRM transaction, by its paper. */
const FARM_TRANSACTION_MS = 0.058;

/** One entry per claim. */
const CLAIMS: readonly Claim[] = [
  {
    lecture: 13,
    what: 'Spanner: a read/write transaction over a read-only one',
    says: 'about 10, where servers are 1 ms apart',
    ratio: (times) => times('spanner').writeMs / times('spanner').readMs,
  },
  {
    lecture: 14,
    what: 'FaRM: a transaction that writes over 58 µs',
    says: '1',
    ratio: (times) => times('farm').writeMs / FARM_TRANSACTION_MS,
  },
  {
    lecture: 14,
    what: 'a write of Spanner over one of FaRM',
    says: 'at least 100',
    ratio: (times) => times('spanner').writeMs / times('farm').writeMs,
  },
  {
    lecture: 17,
    what: 'COPS: a write over a read',
    says: 'both are local',
    ratio: (times) => times('cops').writeMs / times('cops').readMs,
  },
  {
    lecture: 17,
    what: 'a write of Spanner over one of COPS',
    says: 'one waits for other regions, one does not',
    ratio: (times) => times('spanner').writeMs / times('cops').writeMs,
  },
  {
    lecture: 19,
    what: 'Bitcoin: a confirmed write over a block interval',
    says: 'six blocks, about an hour',
    ratio: (times) => times('bitcoin').writeMs / BLOCK_INTERVAL_MS,
  },
];

/** The claims that the systems of a comparison have something to say to. */
export function proportionsOf(results: readonly ComparedSystem[]): Proportion[] {
  const times = (id: string): MedianTimes => {
    const result = results.find((each) => each.id === id);
    return { readMs: result?.readMs?.p50 ?? Number.NaN, writeMs: result?.writeMs?.p50 ?? Number.NaN };
  };
  return CLAIMS.map(({ ratio, ...claim }) => ({ ...claim, ratio: ratio(times) })).filter(
    ({ ratio }) => !Number.isNaN(ratio),
  );
}
