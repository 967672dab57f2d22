/**
 * Why a history is illegal, as a stable code.
 *
 * | code | a get or write … |
 * | --- | --- |
 * | `phantom` | returned something that nobody wrote |
 * | `torn` | returned part of a value |
 * | `future-read` | returned a value before its write was called |
 * | `dup` | shows one write more than once |
 * | `fork` | disagrees with another get about the order of appends |
 * | `put-inside` | shows a put's value behind older text, which a put should have replaced |
 * | `order-append` | shows two writes in an order that real time rules out |
 * | `order-read` | shows less than a get that had finished before it |
 * | `stale-read` | returned a value that had been overwritten or extended before it started |
 * | `lost-append` | lacks an append that was acknowledged before it started |
 * | `interleaved-epochs` | two values were both current, in turns |
 * | `enclosed` | a write began and ended while another value was current throughout |
 * | `no-order` | no order of the operations explains the outputs (found by search) |
 */
export type Rule =
  | 'phantom'
  | 'torn'
  | 'future-read'
  | 'dup'
  | 'fork'
  | 'put-inside'
  | 'order-append'
  | 'order-read'
  | 'stale-read'
  | 'lost-append'
  | 'interleaved-epochs'
  | 'enclosed'
  | 'no-order';

/** Writes an operation of a partition for a reader. */
export type Label = (operation: number) => string;

/** A violated rule, in the partition's own numbering. */
export interface Finding {
  readonly rule: Rule;
  /** The operations that clash, the surprising one last. */
  readonly culprits: readonly number[];
  sentence(label: Label): string;
}
