/** Who issued an operation. */
export type ClientId = number | string;

/** What a register holds or a list is made of; compared as JavaScript's `===` does. `null`: never written. */
export type Value = string | number | boolean | null;

/**
 * One read or write inside an operation.
 *
 * A key is a *register* (read and written) or a *list* (read and appended to), never both. A read's value is what came
 * back: a register's value, `null` before its first write; a list's elements in order; undefined when it was not seen.
 */
export type Access =
  | { readonly op: 'read'; readonly key: string; readonly value?: Value | readonly Value[] | undefined }
  | { readonly op: 'write'; readonly key: string; readonly value: Value }
  | { readonly op: 'append'; readonly key: string; readonly value: Value };

/**
 * What one client asked for at once, and what came back: one access, or a transaction of several.
 *
 * Times are numbers in any unit; the interval is closed, so that an operation that returns at 5 and one called at 5 are
 * concurrent. Without `returnAt` the operation is *pending*: it may have taken effect at any time after its call, or
 * never. Without accesses it is a *barrier*, such as ZooKeeper's `sync`, which is ordered like a write.
 */
export interface Operation {
  readonly client: ClientId;
  readonly accesses: readonly Access[];
  readonly callAt: number;
  readonly returnAt?: number | undefined;
  /** Known to have had no effect. */
  readonly aborted?: boolean | undefined;
  /**
   * The version vector that the client signed with this operation: by client, how many of its operations it has seen,
   * its own included. Only fork consistency looks at it.
   */
  readonly vector?: Readonly<Record<string, number>> | undefined;
}

/** What clients did, in any order; an operation is known by its place. */
export type History = readonly Operation[];

/** A history that a level cannot be asked about; `place` is the operation's. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly place: number;

  constructor(place: number, message: string) {
    super(message);
    this.place = place;
  }
}

/** Does it change anything, or stand for something that does? */
export function isUpdate({ accesses }: Operation): boolean {
  return accesses.length === 0 || accesses.some(({ op }) => op !== 'read');
}

/** Known to have taken effect. */
export function isCompleted({ returnAt, aborted }: Operation): boolean {
  return returnAt !== undefined && aborted !== true;
}

/**
 * The places of every client's operations in the order of their calls.
 *
 * @throws HistoryError for times that no execution can have.
 */
export function sessionsOf(history: History): Map<ClientId, number[]> {
  const sessions = new Map<ClientId, number[]>();
  for (const [place, { client, callAt, returnAt }] of history.entries()) {
    if (!Number.isFinite(callAt)) throw new HistoryError(place, `it is called at ${callAt}, which is no time`);
    if (returnAt !== undefined && !(returnAt >= callAt)) {
      throw new HistoryError(place, `it returns at ${returnAt}, before its call at ${callAt}`);
    }
    const session = sessions.get(client);
    if (session === undefined) sessions.set(client, [place]);
    else session.push(place);
  }
  const callOf = (place: number) => history[place]!.callAt;
  for (const session of sessions.values()) session.sort((a, b) => callOf(a) - callOf(b) || a - b);
  return sessions;
}
