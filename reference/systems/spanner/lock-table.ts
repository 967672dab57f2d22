import type { Priority, TransactionId } from './messages.ts';

export type LockMode = 'read' | 'write';

interface Holder {
  readonly tid: TransactionId;
  readonly priority: Priority;
  readonly held: Map<string, LockMode>;
  /** It has promised to commit: its locks can no longer be taken from it. */
  isProtected: boolean;
  /** It has lost its locks, and gets no more. */
  isWounded: boolean;
  heardAtMs: number;
}

interface Request {
  readonly holder: Holder;
  readonly key: string;
  readonly mode: LockMode;
  answer(isGranted: boolean): void;
}

/**
 * The locks of a group, in its leader's memory alone (lecture 13: a separate lock table per shard, in shard leader).
 *
 * Wound-wait: who is older takes locks from younger transactions, and waits only for those that have promised to commit;
 * who is younger waits. So, but for the promises, everybody waits for somebody older, and there is no deadlock.
 */
export class LockTable {
  readonly #onBlocked: (tid: TransactionId) => void;
  readonly #holders = new Map<TransactionId, Holder>();
  readonly #byKey = new Map<string, Set<Holder>>();
  /** By key, the oldest first. */
  readonly #waiting = new Map<string, Request[]>();

  /** @param onBlocked is told of a protected transaction that an older one waits for. */
  constructor(onBlocked: (tid: TransactionId) => void) {
    this.#onBlocked = onBlocked;
  }

  /** Resolves to true when all is locked; to false when the transaction has lost its locks, or ended. */
  async acquire(
    tid: TransactionId,
    priority: Priority,
    { keys, mode }: { keys: readonly string[]; mode: LockMode },
  ): Promise<boolean> {
    const holder = this.#holderOf(tid, priority);
    for (const key of keys) {
      if (holder.isWounded || !(await this.#acquireOne(holder, key, mode))) return false;
    }
    return !holder.isWounded;
  }

  holds(tid: TransactionId, keys: readonly string[]): boolean {
    const holder = this.#holders.get(tid);
    return holder !== undefined ? keys.every((key) => holder.held.has(key)) : keys.length === 0;
  }

  /**
   * From now on its locks can no longer be taken from it.
   *
   * @returns false when they have been taken already: also after it was told that it has them all, and before it could
   * go on from there.
   */
  protect(tid: TransactionId): boolean {
    const holder = this.#holders.get(tid);
    if (holder === undefined || holder.isWounded) return false;
    holder.isProtected = true;
    return true;
  }

  /** Takes over the locks of a prepared transaction from the log: no other holder can be in the way. */
  adopt(
    tid: TransactionId,
    priority: Priority,
    { reads, writes }: { reads: readonly string[]; writes: readonly string[] },
  ): void {
    const holder = this.#holderOf(tid, priority);
    for (const key of reads) this.#grant(holder, key, 'read');
    for (const key of writes) this.#grant(holder, key, 'write');
    holder.isProtected = true;
  }

  release(tid: TransactionId): void {
    const holder = this.#holders.get(tid);
    if (holder === undefined) return;
    this.#holders.delete(tid);
    this.#strip(holder);
  }

  isProtected(tid: TransactionId): boolean {
    return this.#holders.get(tid)?.isProtected ?? false;
  }

  /** Ends those of which nothing was heard for so long: their clients have died. */
  releaseIdle(idleMs: number): void {
    const beforeMs = performance.now() - idleMs;
    for (const { tid, isProtected, heardAtMs } of [...this.#holders.values()]) {
      if (!isProtected && heardAtMs < beforeMs) this.release(tid);
    }
  }

  /** Nobody gets a lock any more. */
  close(): void {
    for (const tid of [...this.#holders.keys()]) this.release(tid);
  }

  #acquireOne(holder: Holder, key: string, mode: LockMode): Promise<boolean> | true {
    if (holder.held.get(key) === 'write' || holder.held.get(key) === mode) return true;
    return new Promise((answer) => {
      // In the queue first: what wounding frees must not go to somebody younger.
      const queue = this.#waiting.get(key) ?? [];
      const place = queue.findIndex((request) => isOlder(holder, request.holder));
      queue.splice(place === -1 ? queue.length : place, 0, { holder, key, mode, answer });
      this.#waiting.set(key, queue);
      for (const other of this.#inTheWay(holder, key, mode)) {
        if (!isOlder(holder, other)) continue;
        if (other.isProtected) this.#onBlocked(other.tid);
        else this.#strip(other);
      }
      this.#grantWaiting(key);
    });
  }

  #inTheWay(holder: Holder, key: string, mode: LockMode): Holder[] {
    const holders = [...(this.#byKey.get(key) ?? [])];
    return holders.filter((other) => other !== holder && (mode === 'write' || other.held.get(key) === 'write'));
  }

  #grant(holder: Holder, key: string, mode: LockMode): void {
    holder.held.set(key, mode);
    const holders = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, holders.add(holder));
  }

  /** Takes away all it has and all it waits for. */
  #strip(holder: Holder): void {
    holder.isWounded = true;
    const freed = [...holder.held.keys()];
    holder.held.clear();
    for (const key of freed) {
      const holders = this.#byKey.get(key);
      holders?.delete(holder);
      if (holders?.size === 0) this.#byKey.delete(key);
    }
    const blocked = [...this.#waiting.keys()].filter((key) => this.#refuse(holder, key));
    for (const key of [...freed, ...blocked]) this.#grantWaiting(key);
  }

  /** @returns whether it was waiting for the key. */
  #refuse(holder: Holder, key: string): boolean {
    const queue = this.#waiting.get(key) ?? [];
    const own = queue.filter((request) => request.holder === holder);
    for (const request of own) {
      queue.splice(queue.indexOf(request), 1);
      request.answer(false);
    }
    return own.length > 0;
  }

  #grantWaiting(key: string): void {
    const queue = this.#waiting.get(key) ?? [];
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (this.#inTheWay(next.holder, key, next.mode).length > 0) return;
      queue.shift();
      this.#grant(next.holder, key, next.mode);
      next.answer(true);
    }
    this.#waiting.delete(key);
  }

  #holderOf(tid: TransactionId, priority: Priority): Holder {
    let holder = this.#holders.get(tid);
    if (holder === undefined) {
      holder = { tid, priority, held: new Map(), isProtected: false, isWounded: false, heardAtMs: 0 };
      this.#holders.set(tid, holder);
    }
    holder.heardAtMs = performance.now();
    return holder;
  }
}

function isOlder(a: Holder, b: Holder): boolean {
  const [aMs, aClient] = a.priority;
  const [bMs, bClient] = b.priority;
  return aMs === bMs ? aClient < bClient : aMs < bMs;
}
