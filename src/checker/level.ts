import type { History } from './history.ts';
import type { CheckOptions, Verdict } from './verdict.ts';

/** What of the vocabulary of histories a level understands. */
export type Vocabulary = 'registers' | 'lists' | 'transactions' | 'version vectors';

/** A promise about what clients may see, and how to find out whether it was kept. */
export interface Level {
  /** What it is called on the command line. */
  readonly id: string;
  readonly title: string;
  /** In one sentence. */
  readonly promise: string;
  /** Where it is defined. */
  readonly source: string;
  readonly takes: readonly Vocabulary[];
  /** @throws HistoryError for a history that it cannot be asked about. */
  check(history: History, options?: CheckOptions): Verdict;
}
