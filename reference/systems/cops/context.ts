import type { Dependencies, GetReply } from './messages.ts';
import type { Version } from './version.ts';

/** What a client's next put comes after (lecture 17): what it has read and written, and what that came after. */
export class Context {
  readonly #keepsAll: boolean;
  /** All of it, for COPS-GT's transactions. */
  #all = new Map<string, Version>();
  /** Not implied by anything else in the context. */
  #nearest = new Map<string, Version>();

  /** @param keepsAll as COPS-GT does; COPS keeps the nearest dependencies alone. */
  constructor(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  /** What every data centre has needs no order any more: it is left out. */
  addRead(key: string, { version, dependencies, isEverywhere }: GetReply): void {
    if (isEverywhere) return;
    raise(this.#nearest, key, version);
    for (const [other, least] of Object.entries(dependencies)) {
      raise(this.#all, other, least);
      if ((this.#nearest.get(other) ?? Number.POSITIVE_INFINITY) <= least) this.#nearest.delete(other);
    }
    raise(this.#all, key, version);
  }

  /** A put comes after everything so far, and what follows comes after it: it stands for all the rest. */
  addPut(key: string, version: Version): void {
    this.#nearest = new Map([[key, version]]);
    if (this.#keepsAll) raise(this.#all, key, version);
    else this.#all = new Map([[key, version]]);
  }

  get size(): number {
    return this.#all.size;
  }

  /** Leaves out what every data centre has by now. */
  forget(keys: readonly string[], asOf: Dependencies): void {
    for (const key of keys) {
      for (const versions of [this.#all, this.#nearest]) {
        if ((versions.get(key) ?? Number.POSITIVE_INFINITY) <= (asOf[key] as Version)) versions.delete(key);
      }
    }
  }

  get dependencies(): Dependencies {
    return Object.fromEntries(this.#keepsAll ? this.#all : this.#nearest);
  }

  get nearest(): Dependencies {
    return Object.fromEntries(this.#nearest);
  }
}

function raise(versions: Map<string, Version>, key: string, version: Version): void {
  versions.set(key, Math.max(versions.get(key) ?? version, version));
}
