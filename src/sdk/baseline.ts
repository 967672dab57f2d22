/**
 * What the clients of a reference system are asked to do, and what they answer. It is the same for all systems, so that
 * they can be compared; a system that cannot do something says so in its description.
 */

/** `add` reads a number and writes the sum: a read and a write that belong together. */
export type Step =
  | { readonly op: 'read'; readonly key: string }
  | { readonly op: 'write'; readonly key: string; readonly value: string }
  | { readonly op: 'add'; readonly key: string; readonly amount: number };

/** One access, or a transaction of several. All keys of `add` and `write` are different. */
export interface Request {
  /** Unique in the run: written values carry it, so that a reader can tell who wrote what it sees. */
  readonly id: string;
  readonly steps: readonly Step[];
}

/** An access as it took place. A register that was never written reads as null. */
export type DoneAccess =
  | { readonly op: 'read'; readonly key: string; readonly value: string | null }
  | { readonly op: 'write'; readonly key: string; readonly value: string };

/** `aborted`: nothing of it took effect, and nothing will. */
export type Outcome =
  | { readonly status: 'done'; readonly accesses: readonly DoneAccess[] }
  | { readonly status: 'aborted'; readonly reason: string };

/** A number as a register holds it: with the request that wrote it, so that no two writes are equal. */
export function taggedNumber(amount: number, request: Request): string {
  return `${amount} #${request.id}`;
}

/** Which request wrote a number, as {@link taggedNumber} notes it; undefined for another text. */
export function authorOf(value: string): string | undefined {
  return /^-?\d+ #(.+)$/.exec(value)?.[1];
}

/** The number of a register; a register that was never written holds 0. */
export function numberOf(value: string | null): number {
  return value === null ? 0 : Number.parseInt(value, 10);
}

/** What the client of a reference system can do (`onCall('request', [request])`). */
export interface BaselineClient {
  perform(request: Request): Promise<Outcome>;
}
