import type { LeaderContext } from './leader-context.ts';
import type { Outcome, Part, PrepareArgs, Priority, TransactionId } from './messages.ts';

/** How long a prepared transaction waits for news before its coordinator is asked. */
const ASK_AGAIN_MS = 1_000;

/** What a group's leader does for a transaction that others coordinate (lecture 13: each written shard leader). */
export class Participant {
  readonly #leader: LeaderContext;
  /** Prepare records on their way. */
  readonly #preparing = new Map<TransactionId, Promise<void>>();
  /** Older transactions wait for these. */
  readonly #wounded = new Set<TransactionId>();

  constructor(leader: LeaderContext) {
    this.#leader = leader;
  }

  /** After a change of leader: the locks of prepared transactions come from the log, and their coordinators are asked. */
  recover(): void {
    const { locks, state } = this.#leader;
    for (const { tid, priority, reads, writes } of state.prepared.values()) {
      locks.adopt(tid, priority, { reads, writes: writes.map(({ key }) => key) });
      void this.#askForOutcome(tid);
    }
  }

  /** Gets all the locks that the transaction still needs, to keep; false when it cannot commit any more. */
  async lock(tid: TransactionId, priority: Priority, { reads, writes, epoch }: Part): Promise<boolean> {
    const { locks, term } = this.#leader;
    // Read locks are nowhere but in the memory of the leader that gave them.
    if (epoch !== null && (epoch !== term || !locks.holds(tid, reads))) return false;
    const keys = writes.map(({ key }) => key);
    await locks.acquire(tid, priority, { keys, mode: 'write' });
    return !this.#leader.isOver && locks.protect(tid);
  }

  /** Prepares, once, and votes. Ends when the vote is decided. */
  prepare(args: PrepareArgs): Promise<void> {
    const { state } = this.#leader;
    const { tid } = args;
    if (state.isOver(tid) || state.prepared.has(tid)) return Promise.resolve();
    const running = this.#preparing.get(tid) ?? this.#prepare(args).finally(() => this.#preparing.delete(tid));
    this.#preparing.set(tid, running);
    return running;
  }

  /** Ends a transaction. @returns false when the term has ended before. */
  async end(tid: TransactionId, outcome: Outcome): Promise<boolean> {
    const { locks, state } = this.#leader;
    if (!locks.isProtected(tid)) locks.release(tid);
    await this.#preparing.get(tid);
    if (state.prepared.has(tid) && !(await this.#leader.log({ type: 'outcome', tid, outcome }))) return false;
    locks.release(tid);
    this.#wounded.delete(tid);
    return true;
  }

  /** An older transaction waits for this one, which cannot be aborted here any more; but perhaps by its coordinator. */
  wound(tid: TransactionId): void {
    if (this.#wounded.has(tid)) return;
    this.#wounded.add(tid);
    void this.#vote(tid);
  }

  async #prepare({ tid, priority, part, coordinator }: PrepareArgs): Promise<void> {
    const { group, locks, state } = this.#leader;
    if (!(await this.lock(tid, priority, part))) {
      void this.#leader.vote(coordinator, { tid, group, ts: null, isWounded: false });
      locks.release(tid);
      return;
    }
    const { reads, writes } = part;
    const { isApplied } = this.#leader.logNext((ts) => ({
      type: 'prepare',
      tid,
      priority,
      coordinator,
      reads,
      writes,
      ts,
    }));
    if (!(await isApplied)) return;
    if (state.prepared.has(tid)) void this.#askForOutcome(tid);
    // It had ended already: the request to prepare was late.
    else locks.release(tid);
  }

  /** Until somebody knows: a prepared transaction must wait (lecture 11). */
  async #askForOutcome(tid: TransactionId): Promise<void> {
    while (!this.#leader.isOver && this.#leader.state.prepared.has(tid)) {
      if (await this.#vote(tid)) return;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  /** Votes yes for what is prepared. @returns whether it is decided. */
  async #vote(tid: TransactionId): Promise<boolean> {
    const { group, state } = this.#leader;
    const record = state.prepared.get(tid);
    if (record === undefined) return false;
    const { ts, coordinator } = record;
    const reply = await this.#leader.vote(coordinator, { tid, group, ts, isWounded: this.#wounded.has(tid) });
    if (reply.outcome === undefined) return false;
    await this.end(tid, reply.outcome);
    return true;
  }
}
