/** Where a search stands after a slice of work; `memory` and `abandoned` are final. */
export type Progress = 'running' | 'ok' | 'illegal' | 'memory' | 'abandoned';

/** A search over one partition that can be paused: what lets partitions and engines share one thread fairly. */
export interface Search {
  /** Tries at most about `steps` transitions more; `steps` must be positive. */
  advance(steps: number): Progress;
  /** Transitions tried so far. */
  readonly steps: number;
  /** The most operations that were in a legal order at once. */
  readonly progress: number;
  /** After `ok`: the operations in a legal order. */
  order(): Int32Array;
  /** Gives the memory back to the budget. */
  release(): void;
}
