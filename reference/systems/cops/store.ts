import type { StoredValue } from './messages.ts';
import { NEVER, type Version } from './version.ts';

/** How long old versions and dependencies stay for a `get_trans` that has begun (paper, section 4.3.2). */
export const TRANSACTION_TIMEOUT_MS = 5_000;

interface Key {
  /** Oldest first; the last is the current one. */
  versions: StoredValue[];
  /** Every data centre shows this version or a later one. */
  everywhere: Version;
  waiting: { version: Version; resolve(): void }[];
}

/** The values of one shard in one data centre, with the versions that a reader may still ask for. */
export class VersionStore {
  readonly #keys = new Map<string, Key>();

  current(key: string): StoredValue | undefined {
    return this.#keys.get(key)?.versions.at(-1);
  }

  /** The given version, or the oldest later one that is left. */
  at(key: string, version: Version): StoredValue | undefined {
    return this.#keys.get(key)?.versions.find((stored) => stored.version >= version);
  }

  isEverywhere(key: string, version: Version): boolean {
    return (this.#keys.get(key)?.everywhere ?? NEVER) >= version;
  }

  /** Lets a version appear. The highest one is current: the last writer wins (lecture 17). */
  commit(key: string, stored: StoredValue): void {
    const entry = this.#entry(key);
    const place = entry.versions.findLastIndex(({ version }) => version <= stored.version);
    if (entry.versions[place]?.version === stored.version) return;
    entry.versions.splice(place + 1, 0, stored);
    setTimeout(() => this.#forgetBefore(entry, stored.version), TRANSACTION_TIMEOUT_MS);
    entry.waiting = entry.waiting.filter((waiter) => {
      if (waiter.version <= stored.version) waiter.resolve();
      return waiter.version > stored.version;
    });
  }

  /** Resolves when that version or a later one has appeared. */
  async appeared(key: string, version: Version): Promise<void> {
    if ((this.current(key)?.version ?? NEVER) >= version) return;
    await new Promise<void>((resolve) => {
      this.#entry(key).waiting.push({ version, resolve });
    });
  }

  /** That version has appeared everywhere: nobody needs to know what it depends on, once running transactions are over. */
  markEverywhere(key: string, version: Version): void {
    const entry = this.#entry(key);
    entry.everywhere = Math.max(entry.everywhere, version);
    setTimeout(() => {
      entry.versions = entry.versions.map((stored) =>
        stored.version <= version ? { ...stored, dependencies: {} } : stored,
      );
    }, TRANSACTION_TIMEOUT_MS);
  }

  /** How much is kept, for those who watch that it stays bounded. */
  sizes(): { versions: number; dependencies: number } {
    const all = [...this.#keys.values()].flatMap(({ versions }) => versions);
    return {
      versions: all.length,
      dependencies: all.reduce((sum, { dependencies }) => sum + Object.keys(dependencies).length, 0),
    };
  }

  /** Versions that were overwritten before this one appeared are of no more use. */
  #forgetBefore(entry: Key, version: Version): void {
    const newest = entry.versions.findLastIndex((stored) => stored.version <= version);
    if (newest > 0) entry.versions.splice(0, newest);
  }

  #entry(key: string): Key {
    let entry = this.#keys.get(key);
    if (entry === undefined) {
      entry = { versions: [], everywhere: NEVER, waiting: [] };
      this.#keys.set(key, entry);
    }
    return entry;
  }
}
