import type { FastPath } from '../automaton/automaton.ts';
import type { Operation } from '../history/operation.ts';

/** What one operation does to one state. */
export type Step<State> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly reason?: string | undefined };

/** Passed to `step`, for models whose single step can take long. */
export interface StepContext {
  /** True once the budget is spent: return anything at once, the result is discarded. */
  shouldStop(): boolean;
}

/**
 * A sequential specification: what a single copy of the object would do, one operation at a time.
 *
 * All functions must be pure and deterministic; states are never mutated. `step` is asked about the same state and
 * operation at most a few times, since transitions are remembered.
 */
export interface Model<State, Input, Output> {
  readonly name: string;
  init(): State;
  /**
   * Whether the object in `state` could have answered `input` with `output`, and its next state; a `reason` is shown to
   * the user. `output: undefined` means that the output is unknown: accept, and return the state after the operation.
   */
  step(state: State, input: Input, output: Output | undefined, context: StepContext): Step<State>;
  /** What makes no sense about an operation, as part of a sentence; undefined when nothing. Such histories are refused. */
  problemWith?(input: Input, output: Output | undefined): string | undefined;
  /** Operations with different keys do not influence each other, so each key is checked on its own. */
  partitionKey?(input: Input): string | number;
  /** The general form: lists of operation indexes, each checked on its own; every operation is in one of them. */
  partition?(operations: readonly Operation<Input, Output>[]): readonly (readonly number[])[];
  /**
   * True only for operations that change no state wherever they are legal: a read, a failed compare-and-swap. One whose
   * output is unknown and that may have changed the state is not read-only.
   */
  isReadOnly?(input: Input, output: Output | undefined): boolean;
  /** Operations with the same key do the same in every state. Default: the structure of input and output, slower. */
  operationKey?(input: Input, output: Output | undefined): string | number;
  /** States with the same key are the same state. Without it: `equal` with `hash`, or structural equality. */
  stateKey?(state: State): string | number;
  equal?(a: State, b: State): boolean;
  /** Equal states must have equal hashes. */
  hash?(state: State): number;
  /**
   * True when `dependent` may be legal only because `candidate` happened. Shrinking keeps the one while it keeps the
   * other, so that a witness never shows a read of a value whose write was left out.
   */
  supports?(candidate: Operation<Input, Output>, dependent: Operation<Input, Output>): boolean;
  describeOperation?(input: Input, output: Output | undefined): string;
  describeState?(state: State): string;
  describeMetadata?(metadata: unknown): string;
  /** Set by built-in models; see `FastPath`. */
  readonly fastPath?: FastPath<Input, Output>;
}

export function accept<State>(state: State): Step<State> {
  return { ok: true, state };
}

export function reject(reason?: string): { readonly ok: false; readonly reason?: string | undefined } {
  return { ok: false, reason };
}
