import type { PartitionHistory } from '../history/partition.ts';
import type { Finding } from '../verdict/finding.ts';

/** No state: the operation is illegal there. */
export const ILLEGAL = -1;
/** The model gave up inside a step because the budget was spent. */
export const ABANDONED = -2;

/**
 * A model restricted to one partition's operations, in whole numbers.
 *
 * Operations are numbered as in the partition; states are numbered as they are met. Two states with one number must
 * behave alike under every operation of the partition, but need not be equal: merging states that no operation of this
 * history can tell apart is the point of a specialised automaton.
 */
export interface Automaton {
  readonly initial: number;
  /** The next state, `ILLEGAL` or `ABANDONED`. */
  step(state: number, operation: number): number;
  /** 1 for an operation that changes no state wherever it is legal. */
  readonly readOnly: Uint8Array;
  /** Operations of one class do the same in every state. */
  readonly classOf: Int32Array;
  describeState(state: number): string;
  /** Why the operation is illegal in the state, when the model says so. */
  reason(state: number, operation: number): string | undefined;
  /** About what the remembered states and transitions take. */
  sizeBytes(): number;
}

/** The answer of a direct test: an order of the partition's operations, or what is wrong. */
export type Decision =
  | { readonly legal: true; readonly order: Int32Array }
  | { readonly legal: false; readonly finding: Finding };

/** A test of one partition that decides without search. It is told the operations, in call order. */
export interface DirectTest<Input, Output> {
  call(input: Input): void;
  /** The output, when known, of the operation that was called as number `operation`. */
  return(operation: number, output: Output): void;
  /** Decides what was told, as often as it is asked; undefined when this history is outside what the test covers. */
  decide(callAt: Float64Array, returnAt: Float64Array): Decision | undefined;
}

/** What a model may know beyond `step`. Both must agree with `step` exactly. */
export interface FastPath<Input, Output> {
  directTest?(): DirectTest<Input, Output>;
  /** A smaller automaton than the one made from `step`. */
  compile?(partition: PartitionHistory<Input, Output>): Automaton;
}
