/** A version number: Lamport time, then the server that chose it. Compared as numbers: time first. */
export type Version = number;

/** Version numbers have room for so many servers in their low digits. */
export const SERVERS = 1_000;

/** Before any version. */
export const NEVER: Version = 0;

/**
 * A Lamport clock (lecture 17): the highest time seen plus one, or the wall clock if that is later. Whoever sees a
 * version from a server with a fast clock goes on from there.
 */
export class LamportClock {
  readonly #server: number;
  #highest = 0;

  /** @param server unique, below {@link SERVERS}: it breaks ties. */
  constructor(server: number) {
    this.#server = server;
  }

  /** The version of a new put. */
  next(): Version {
    this.#highest = Math.max(this.#highest + 1, Math.floor(performance.now() * 1_000));
    return this.#highest * SERVERS + this.#server;
  }

  /** A version that another server chose. */
  see(version: Version): void {
    this.#highest = Math.max(this.#highest, Math.floor(version / SERVERS));
  }
}
