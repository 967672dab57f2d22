/** The history keeps the promise. */
export interface Ok {
  readonly outcome: 'ok';
  /** A certificate, where the level has one: places of the operations that took effect, in an order that explains all. */
  readonly order?: readonly number[] | undefined;
  /** Something worth knowing all the same. */
  readonly note?: string | undefined;
}

/** It does not. */
export interface Illegal {
  readonly outcome: 'illegal';
  /** A stable code of what is wrong: `stale-read`, `G-single`, `phantom`. */
  readonly anomaly: string;
  /** Why, in words that name the operations. */
  readonly reason: string;
  /** Places of the operations that clash, the surprising one last. */
  readonly culprits: readonly number[];
  /** Places of a few operations that show it, in the order of their calls. */
  readonly witness: readonly number[];
}

/** A budget ran out, or the history does not say enough. */
export interface Unknown {
  readonly outcome: 'unknown';
  readonly reason: string;
}

/** The answer to one check. `ok` and `illegal` are facts; the same history and budgets give the same verdict. */
export type Verdict = Ok | Illegal | Unknown;

/** Limits of one check, where the problem is hard. They count work, never time. */
export interface CheckOptions {
  /** Steps of a search; default 5 million. */
  readonly maxSteps?: number | undefined;
  /** Estimated bytes that a check may hold; default 512 MiB. */
  readonly maxMemoryBytes?: number | undefined;
}

const DEFAULT_STEPS = 5_000_000;
const DEFAULT_MEMORY_BYTES = 512 * 2 ** 20;

export function budgetsOf({ maxSteps, maxMemoryBytes }: CheckOptions): { maxSteps: number; maxMemoryBytes: number } {
  return { maxSteps: maxSteps ?? DEFAULT_STEPS, maxMemoryBytes: maxMemoryBytes ?? DEFAULT_MEMORY_BYTES };
}
