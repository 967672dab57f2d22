import type { Timestamp, Write } from './messages.ts';

interface Version {
  readonly ts: Timestamp;
  readonly value: string;
}

export interface EncodedVersions {
  keys: [key: string, versions: Version[]][];
  prunedBefore: Timestamp;
}

/** Old versions stay so long for those who read the past. */
export const KEEP_VERSIONS_MS = 10_000;

/** Time-stamped versions of every record (lecture 13: each replica stores multiple versions). */
export class VersionStore {
  readonly #keys: Map<string, Version[]>;
  /** What was before is no longer complete. */
  #prunedBefore: Timestamp;

  constructor(encoded: EncodedVersions = { keys: [], prunedBefore: 0 }) {
    this.#keys = new Map(encoded.keys);
    this.#prunedBefore = encoded.prunedBefore;
  }

  latest(key: string): Version | undefined {
    return this.#keys.get(key)?.at(-1);
  }

  /** The version with the highest timestamp that is not above `ts`. */
  at(key: string, ts: Timestamp): Version | undefined {
    return this.#keys.get(key)?.findLast((version) => version.ts <= ts);
  }

  isPruned(ts: Timestamp): boolean {
    return ts < this.#prunedBefore;
  }

  /** All of a transaction's writes get the same timestamp. */
  write(writes: readonly Write[], ts: Timestamp): void {
    for (const { key, value } of writes) {
      const versions = this.#keys.get(key) ?? [];
      const place = versions.findLastIndex((version) => version.ts <= ts) + 1;
      versions.splice(place, 0, { ts, value });
      this.#keys.set(key, versions);
      this.#prune(versions, ts - KEEP_VERSIONS_MS);
    }
  }

  encode(): EncodedVersions {
    return { keys: [...this.#keys], prunedBefore: this.#prunedBefore };
  }

  #prune(versions: Version[], before: Timestamp): void {
    const newest = versions.findLastIndex(({ ts }) => ts <= before);
    if (newest <= 0) return;
    versions.splice(0, newest);
    this.#prunedBefore = Math.max(this.#prunedBefore, before);
  }
}
