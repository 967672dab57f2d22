/** Who issued an operation: one lane in the picture. */
export type ClientId = number | string;

/**
 * One call by a client and what came back.
 *
 * Times are numbers in any unit (virtual milliseconds, nanoseconds, event indexes) and may be fractional. The interval
 * is closed: an operation that returns at 5 and one called at 5 are concurrent.
 *
 * A *pending* operation has no `returnAt`: nobody knows whether it took effect, and it may do so at any time after its
 * call, or never. Do not give it a return at the end of the history: that would claim that it took effect.
 *
 * `output: undefined` on a completed operation means that the output was not seen: it took effect, and any output is
 * accepted.
 */
export interface Operation<Input, Output> {
  readonly clientId: ClientId;
  readonly input: Input;
  readonly output?: Output | undefined;
  readonly callAt: number;
  readonly returnAt?: number | undefined;
  /** Anything worth showing beside the operation; no checker reads it. */
  readonly metadata?: unknown;
}

/** Thrown for a history that no execution can have produced; `index` is the operation's or event's place in it. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

export function isPending(operation: Operation<unknown, unknown>): boolean {
  return operation.returnAt === undefined;
}
