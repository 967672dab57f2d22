import type { Rule } from './finding.ts';

export type Outcome = 'ok' | 'illegal' | 'unknown';

/** Which budget ran out. */
export type Limit = 'steps' | 'memory' | 'time';

/** The engine that decided a partition. */
export type Engine = 'direct' | 'depth-first' | 'just-in-time';

/** Why a history is illegal; all indexes are places in the history that was checked. */
export interface Reason {
  readonly rule: Rule;
  /** One sentence for the person whose system it is. */
  readonly sentence: string;
  /** The operations that clash, the surprising one last. */
  readonly operations: readonly number[];
  /** The partition's key; empty without partitions. */
  readonly partition: string;
}

/** The event at which the history became illegal: up to just before it, every answer could still be explained. */
export interface IllegalEvent {
  readonly kind: 'call' | 'return';
  readonly operation: number;
  readonly at: number;
}

/**
 * A state that explains everything before the first illegal event, after the operations that had to take effect by then.
 * Open operations that are not in `applied` may take effect from here, but no sequence of them explains the event.
 */
export interface SurvivingState {
  readonly state: string;
  /** Open operations that had already taken effect. */
  readonly applied: readonly number[];
  /** Why the operation of the first illegal event does not fit here. */
  readonly because: string | undefined;
}

export interface PartitionVerdict {
  readonly key: string;
  readonly outcome: Outcome;
  readonly operations: number;
  readonly engine: Engine | undefined;
  readonly limit?: Limit | undefined;
  /** Transitions tried by the search; 0 when the direct test decided. */
  readonly steps: number;
  /** The most operations that the search had in a legal order. */
  readonly progress: number;
  /** For `ok`: the operations in an order that explains every output. Pending operations without effect are left out. */
  readonly linearization?: Int32Array | undefined;
}

export interface CheckStats {
  readonly operations: number;
  readonly partitions: number;
  readonly steps: number;
  /** The most that the search held at once, estimated from its tables. */
  readonly memoryBytes: number;
}

/**
 * The answer to one check.
 *
 * `ok` and `illegal` are facts. `unknown` means that a budget ran out before any partition was found illegal; `limit`
 * says which. The same history, model and budgets give the same verdict, except under a time budget.
 */
export interface Verdict {
  readonly outcome: Outcome;
  readonly limit?: Limit | undefined;
  readonly reason?: Reason | undefined;
  /** Few operations that are illegal by themselves, in the order of their calls. */
  readonly witness?: readonly number[] | undefined;
  readonly firstIllegalEvent?: IllegalEvent | undefined;
  readonly survivingStates?: readonly SurvivingState[] | undefined;
  readonly partitions: readonly PartitionVerdict[];
  readonly stats: CheckStats;
}
