import type { FarmCoordinator } from './coordinator.ts';
import type { Address, ObjectWrite, StoredObject, TransactionId } from './messages.ts';

/** An object that is being written is read again so often at once; whoever holds it longer has met with a failure. */
const QUICK_READS = 20;
const LOCKED_PAUSE_MS = 1;

/** A transaction as its code sees it (lecture 14): reads are one-sided and take no locks, writes stay here until commit. */
export class Transaction {
  readonly #coordinator: FarmCoordinator;
  readonly #id: TransactionId;
  readonly #read = new Map<Address, StoredObject>();
  readonly #written = new Map<Address, string>();

  constructor(coordinator: FarmCoordinator, id: TransactionId) {
    this.#coordinator = coordinator;
    this.#id = id;
  }

  async read(key: string): Promise<string | null> {
    const address = this.#coordinator.addressOf(key);
    const own = this.#written.get(address);
    if (own !== undefined) return own;
    return (await this.#fetch(address)).value;
  }

  /** The version that is replaced has to be known: an object that was not read is read now. */
  async write(key: string, value: string): Promise<void> {
    const address = this.#coordinator.addressOf(key);
    await this.#fetch(address);
    this.#written.set(address, value);
  }

  /** @returns false when it has been aborted. */
  async commit(): Promise<boolean> {
    const reads = new Map<Address, number>();
    const writes: ObjectWrite[] = [];
    for (const [address, { version }] of this.#read) {
      const value = this.#written.get(address);
      if (value === undefined) reads.set(address, version);
      else writes.push({ address, version, value });
    }
    if (writes.length > 0) return this.#coordinator.commit(this.#id, reads, writes);
    // Only reads: no records, no locks. A single object is read atomically and needs no second look.
    return reads.size === 1 || this.#coordinator.areUnchanged(reads);
  }

  async #fetch(address: Address): Promise<StoredObject> {
    let object = this.#read.get(address) ?? (await this.#coordinator.readObject(address));
    for (let reads = 1; object.isLocked; reads++) {
      if (reads > QUICK_READS) await new Promise((resolve) => setTimeout(resolve, LOCKED_PAUSE_MS));
      object = await this.#coordinator.readObject(address);
    }
    this.#read.set(address, object);
    return object;
  }
}
