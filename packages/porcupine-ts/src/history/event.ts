import { type ClientId, HistoryError, type Operation } from './operation.ts';
import { shown } from './read-times.ts';

/** The call of operation `id`; ids may be any numbers or strings, one per operation. */
export interface CallEvent<Input> {
  readonly kind: 'call';
  readonly id: number | string;
  readonly clientId: ClientId;
  readonly input: Input;
  readonly metadata?: unknown;
}

export interface ReturnEvent<Output> {
  readonly kind: 'return';
  readonly id: number | string;
  readonly output?: Output | undefined;
  /** Wins over the call's metadata. */
  readonly metadata?: unknown;
}

/** A history as it was observed: the order of the list is the order in time. */
export type HistoryEvent<Input, Output> = CallEvent<Input> | ReturnEvent<Output>;

/**
 * The operations of an event list in the order of their calls, with list positions as times.
 *
 * @throws HistoryError for a return without a call, or an id that is called or returns twice
 */
export function operationsFromEvents<Input, Output>(
  events: readonly HistoryEvent<Input, Output>[],
): Operation<Input, Output>[] {
  const placeOf = new Map<number | string, number>();
  const operations: Operation<Input, Output>[] = [];
  events.forEach((event, index) => {
    const place = placeOf.get(event.id);
    if (event.kind === 'call') {
      if (place !== undefined) throw new HistoryError(`event ${index}: operation ${event.id} was called before`, index);
      placeOf.set(event.id, operations.length);
      const { clientId, input, metadata } = event;
      operations.push({ clientId, input, output: undefined, callAt: index, returnAt: undefined, metadata });
      return;
    }
    if (event.kind !== 'return') {
      const { kind } = event as { kind: unknown };
      throw new HistoryError(`event ${index}: kind is ${shown(kind)}; expected "call" or "return"`, index);
    }
    if (place === undefined) throw new HistoryError(`event ${index}: operation ${event.id} returns uncalled`, index);
    const called = operations[place]!;
    if (called.returnAt !== undefined) {
      throw new HistoryError(`event ${index}: operation ${event.id} returned before`, index);
    }
    const metadata = event.metadata ?? called.metadata;
    const { clientId, input, callAt } = called;
    operations[place] = { clientId, input, output: event.output, callAt, returnAt: index, metadata };
  });
  return operations;
}
