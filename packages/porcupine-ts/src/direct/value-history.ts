import type { TokenTable } from './token-table.ts';

export const READ = 0;
export const PUT = 1;
export const APPEND = 2;
/** Fits anywhere within its interval: a read with an unknown output, an append of nothing. */
export const FREE = 3;

/**
 * A partition whose operations read, replace or extend one value.
 *
 * Operation `count` is a put of the initial value before all time; the time columns have an entry for it.
 */
export interface ValueHistory {
  readonly count: number;
  readonly kind: readonly number[];
  /** What a put or append writes; for a read of a history without appends, the value it returned. -1: nobody's. */
  readonly token: readonly number[];
  /** What reads returned; undefined when there are no appends, since then `token` says it. */
  readonly texts: readonly (string | undefined)[] | undefined;
  /** What reads returned where `texts` is undefined, when it is text that may be torn. */
  readonly returned?: readonly (string | undefined)[] | undefined;
  readonly tokens: TokenTable;
  readonly callAt: Float64Array;
  readonly returnAt: Float64Array;
}

/** Time columns with an entry before all time behind them. */
export function withInitial(times: Float64Array): Float64Array {
  const extended = new Float64Array(times.length + 1);
  extended.set(times);
  extended[times.length] = Number.NEGATIVE_INFINITY;
  return extended;
}
