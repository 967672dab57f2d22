import type { ApplyMsg, Raft, SnapshotMsg } from 'labs/raft';
import type { Peer, Persister } from 'labs/rpc';
import { makeRaft } from '../raft.ts';
import { isSameOperation, type OperationId } from './operation-id.ts';

/** What a service does with its log. Deterministic: every replica goes through the same states. */
export interface StateMachine<Command extends OperationId, Result> {
  apply(command: Command): Result;
  /** The whole state, duplicate suppression included, as of the last applied command. */
  encode(): string;
  /** Replaces the whole state by an encoded one. */
  restore(snapshot: string): void;
}

export interface ReplicaEnv {
  servers: readonly Peer[];
  me: number;
  persister: Persister;
  maxRaftState: number;
}

/** A request that waits for its log entry to be applied. */
interface Waiter<Command, Result> {
  command: Command;
  /** The term in which this server put the command into its log. */
  term: number;
  resolve(result: Result | undefined): void;
}

/** How soon a request notices that its server is no longer the leader: Raft tells nobody. */
const LEADERSHIP_CHECK_MS = 50;

/** One replica of a state machine that is driven by a Raft log. */
export class ReplicatedStateMachine<Command extends OperationId, Result> {
  readonly raft: Raft;
  private readonly machine: StateMachine<Command, Result>;
  private readonly persister: Persister;
  private readonly maxRaftState: number;
  /** By the log index at which the command was put. */
  private readonly waiters = new Map<number, Waiter<Command, Result>>();
  private lastApplied = 0;
  private leadershipCheck: ReturnType<typeof setTimeout> | undefined;
  private pendingSnapshot: ReturnType<typeof setTimeout> | undefined;

  constructor(env: ReplicaEnv, machine: StateMachine<Command, Result>) {
    this.machine = machine;
    this.persister = env.persister;
    this.maxRaftState = env.maxRaftState;
    this.restoreSaved();
    this.raft = makeRaft({
      peers: env.servers,
      me: env.me,
      persister: env.persister,
      apply: async (msg) => this.onApply(msg),
    });
  }

  isLeader(): boolean {
    return this.raft.getState().isLeader;
  }

  /**
   * The result of the command once it is committed and applied; `undefined` when this server is not the leader, or lost
   * its leadership on the way: then the command may still be applied, or never.
   */
  submit(command: Command): Promise<Result | undefined> {
    const { index, term, isLeader } = this.raft.start(command);
    if (!isLeader) return Promise.resolve(undefined);
    // A request that still waits for this index was put there in an earlier term, and has lost its entry since.
    this.answer(index, undefined);
    return new Promise((resolve) => {
      this.waiters.set(index, { command, term, resolve });
      this.scheduleLeadershipCheck();
    });
  }

  kill(): void {
    clearTimeout(this.leadershipCheck);
    clearTimeout(this.pendingSnapshot);
    this.raft.kill();
    this.answerAll(() => true);
  }

  private onApply(msg: ApplyMsg): void {
    if (msg.snapshotValid) {
      this.onSnapshot(msg);
      return;
    }
    const command = msg.command as Command;
    const result = this.machine.apply(command);
    this.lastApplied = msg.commandIndex;
    const waiter = this.waiters.get(msg.commandIndex);
    if (waiter) this.answer(msg.commandIndex, isItsOwn(waiter, command) ? result : undefined);
    this.scheduleSnapshot();
  }

  private onSnapshot({ snapshot, snapshotIndex }: SnapshotMsg): void {
    this.machine.restore(snapshot);
    this.lastApplied = snapshotIndex;
    // Whether the snapshot covers their commands, and with which result, cannot be told from it.
    this.answerAll((_, index) => index <= snapshotIndex);
  }

  private restoreSaved(): void {
    const snapshot = this.persister.readSnapshot();
    if (snapshot !== '') this.machine.restore(snapshot);
  }

  private isLogTooLong(): boolean {
    return this.maxRaftState >= 0 && this.persister.stateSize() >= this.maxRaftState;
  }

  /** Entries that are committed together are applied one after the other: one snapshot does for all of them. */
  private scheduleSnapshot(): void {
    if (!this.isLogTooLong() || this.pendingSnapshot !== undefined) return;
    this.pendingSnapshot = setTimeout(() => {
      this.pendingSnapshot = undefined;
      this.raft.snapshot(this.lastApplied, this.machine.encode());
    }, 0);
  }

  /** A leader that was deposed may never see the fate of its entries: its requests must not wait for it. */
  private onLeadershipCheck(): void {
    this.leadershipCheck = undefined;
    const { term, isLeader } = this.raft.getState();
    this.answerAll((waiter) => !isLeader || term !== waiter.term);
    this.scheduleLeadershipCheck();
  }

  private scheduleLeadershipCheck(): void {
    if (this.waiters.size === 0 || this.leadershipCheck !== undefined) return;
    this.leadershipCheck = setTimeout(() => this.onLeadershipCheck(), LEADERSHIP_CHECK_MS);
  }

  private answer(index: number, result: Result | undefined): void {
    const waiter = this.waiters.get(index);
    this.waiters.delete(index);
    waiter?.resolve(result);
  }

  private answerAll(isHopeless: (waiter: Waiter<Command, Result>, index: number) => boolean): void {
    for (const [index, waiter] of this.waiters) {
      if (isHopeless(waiter, index)) this.answer(index, undefined);
    }
  }
}

/** After a change of leader, another command may have taken the place in the log. */
function isItsOwn<Command extends OperationId>(waiter: { command: Command }, applied: Command): boolean {
  return isSameOperation(waiter.command, applied);
}
