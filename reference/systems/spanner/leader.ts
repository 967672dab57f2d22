import type { TrueTime } from '../../../src/sdk/programs/true-time.ts';
import { Coordinator } from './coordinator.ts';
import type { GroupClient } from './group-client.ts';
import type { GroupState } from './group-state.ts';
import type { LeaderContext } from './leader-context.ts';
import { LockTable } from './lock-table.ts';
import type {
  CommitArgs,
  GroupRecord,
  OutcomeArgs,
  PrepareArgs,
  ReadArgs,
  ReadReply,
  ReleaseArgs,
  Timestamp,
  VoteArgs,
  VoteReply,
} from './messages.ts';
import { Participant } from './participant.ts';

/** Timestamps of one leader differ by this at least, ms. */
const STEP_MS = 0.001;
/** A promise that takes longer than this is stuck. */
const STALLED_MS = 1_000;
/** Locks of a transaction that nobody has asked for anything since are given back: its client has died. */
const IDLE_MS = 10_000;

/** What the replica below a leader gives it. */
export interface LeaderEnv {
  readonly group: number;
  readonly term: number;
  readonly state: GroupState;
  readonly trueTime: TrueTime;
  readonly groups: readonly GroupClient[];
  readonly promiseEveryMs: number;
  readonly promiseAheadMs: number;
  /** Nothing gets into the log any more: there may be another leader. */
  onStalled(): void;
  /** Resolves to true when the record is applied on this replica, to false when it has stopped leading before. */
  submit(record: GroupRecord): Promise<boolean>;
}

/**
 * A group's leader, for as long as it leads without interruption: locks, timestamps, and what is going on. None of it
 * survives.
 */
export class Leader implements LeaderContext {
  readonly group: number;
  readonly term: number;
  readonly state: GroupState;
  readonly trueTime: TrueTime;
  readonly groups: readonly GroupClient[];
  readonly locks: LockTable;
  /** Resolves when it leads no longer. */
  readonly over: Promise<void>;
  /** All that came before is applied: the leader may begin. */
  isReady = false;
  isOver = false;
  readonly #env: LeaderEnv;
  readonly #participant = new Participant(this);
  readonly #coordinator = new Coordinator(this, this.#participant);
  /** The greatest timestamp that this leader has chosen. */
  #lastTs: Timestamp = 0;
  #end: () => void = () => {};

  constructor(env: LeaderEnv) {
    this.#env = env;
    this.group = env.group;
    this.term = env.term;
    this.state = env.state;
    this.trueTime = env.trueTime;
    this.groups = env.groups;
    this.locks = new LockTable((tid) => this.#participant.wound(tid));
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
    void this.#begin();
  }

  readonly rpc = {
    Read: (args: ReadArgs): Promise<ReadReply> => this.#read(args),
    Release: ({ tid }: ReleaseArgs): Promise<boolean> => this.#release(tid),
    Prepare: (args: PrepareArgs): Promise<true> => this.#participant.prepare(args).then(() => true),
    Commit: async (args: CommitArgs) => {
      const outcome = await this.#coordinator.commit(args);
      return outcome === undefined ? undefined : { outcome };
    },
    Vote: (args: VoteArgs): Promise<VoteReply> => this.#coordinator.vote(args),
    Outcome: async ({ tid, outcome }: OutcomeArgs) => (await this.#participant.end(tid, outcome)) || undefined,
  };

  /** It leads no longer: whatever is under way here is for the next leader to find in the log. */
  resign(): void {
    this.isOver = true;
    this.locks.close();
    this.#end();
  }

  log(record: GroupRecord): Promise<boolean> {
    return this.isOver ? Promise.resolve(false) : this.#env.submit(record);
  }

  logNext(record: (ts: Timestamp) => GroupRecord): { ts: Timestamp; isApplied: Promise<boolean> } {
    const ts = this.#nextTs(this.trueTime.now().latest);
    return { ts, isApplied: this.log(record(ts)) };
  }

  vote(coordinator: number, args: VoteArgs): Promise<VoteReply> {
    if (coordinator === this.group) return this.#coordinator.vote(args);
    return (this.groups[coordinator] as GroupClient).call<VoteReply>('Vote', args);
  }

  /** Start rule: not before TT.now().latest. Greater than all before it, whoever was the leader. */
  #nextTs(atLeast: Timestamp): Timestamp {
    this.#lastTs = Math.max(atLeast, this.#lastTs + STEP_MS, this.state.lastTs + STEP_MS);
    return this.#lastTs;
  }

  async #begin(): Promise<void> {
    if (!(await this.log({ type: 'lead' }))) return;
    this.isReady = true;
    this.#participant.recover();
    this.#coordinator.recover();
    await this.#keepPromising();
  }

  /** Lets replicas know that they have seen everything up to a time, also when nothing is written. */
  async #keepPromising(): Promise<void> {
    while (!this.isOver) {
      const ts = this.#nextTs(this.trueTime.now().latest + this.#env.promiseAheadMs);
      const stalled = setTimeout(() => this.isOver || this.#env.onStalled(), STALLED_MS);
      await this.log({ type: 'promise', ts, settled: this.#coordinator.takeSettled() });
      clearTimeout(stalled);
      this.locks.releaseIdle(IDLE_MS);
      await new Promise((resolve) => setTimeout(resolve, this.#env.promiseEveryMs));
    }
  }

  async #read({ tid, priority, keys }: ReadArgs): Promise<ReadReply> {
    if (this.state.isOver(tid)) return null;
    if (!(await this.locks.acquire(tid, priority, { keys, mode: 'read' }))) return null;
    const values = keys.map((key) => this.state.versions.latest(key)?.value ?? null);
    return { values, epoch: this.term };
  }

  async #release(tid: string): Promise<boolean> {
    if (!this.locks.isProtected(tid)) this.locks.release(tid);
    return true;
  }
}
