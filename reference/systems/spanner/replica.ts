import { makePeers } from '../../../src/sdk/programs/peers.ts';
import { RoleWatch } from '../../../src/sdk/programs/role-watch.ts';
import { TrueTime } from '../../../src/sdk/programs/true-time.ts';
import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { OperationIds } from '../../labs/rsm/operation-id.ts';
import { ReplicatedStateMachine } from '../../labs/rsm/replicated-state-machine.ts';
import { GroupClient } from './group-client.ts';
import { type Command, GroupState } from './group-state.ts';
import { Leader } from './leader.ts';
import type { GroupRecord, LeaderReply, SnapshotReadArgs } from './messages.ts';
import { SnapshotReader } from './snapshot-reader.ts';

/** A longer log becomes a snapshot, bytes. */
const MAX_RAFT_STATE = 10_000;

export interface ReplicaOptions {
  /** Which group it belongs to, and which of its replicas it is. */
  group: number;
  me: number;
  /** The replicas of every group, node ids. */
  groups: readonly (readonly number[])[];
  /** How far a node's clock may be off. */
  uncertaintyMs: number;
  /** A leader's next promise follows so long after the one before has been applied. */
  promiseEveryMs: number;
  /** How far ahead of its clock a leader promises: so old may be what a replica has heard, and it serves reads at once. */
  promiseAheadMs: number;
}

/** One replica of one group: any of them serves reads at a timestamp, the leader does the rest. */
class Replica {
  readonly rsm: ReplicatedStateMachine<Command, true>;
  readonly #options: ReplicaOptions;
  readonly #trueTime: TrueTime;
  readonly #reader: SnapshotReader;
  readonly #state: GroupState;
  readonly #groups: readonly GroupClient[];
  readonly #ids = new OperationIds();
  #leader: Leader | undefined;
  /** Who sent the last entries, as a position among the replicas. */
  #lastLeader: number | null = null;

  constructor(runtime: NodeRuntime<ReplicaOptions>) {
    const { group, me, groups, uncertaintyMs } = runtime.options;
    this.#options = runtime.options;
    this.#trueTime = new TrueTime(uncertaintyMs);
    this.#groups = groups.map((replicas) => new GroupClient(runtime, replicas));
    this.#reader = new SnapshotReader(this.#trueTime);
    this.#state = new GroupState(() => this.#reader.onChange(this.#state));
    const servers = makePeers(runtime, groups[group] as readonly number[]);
    const { persister } = runtime;
    this.rsm = new ReplicatedStateMachine({ servers, me, persister, maxRaftState: MAX_RAFT_STATE }, this.#state);
  }

  onRpc(method: string, args: unknown): unknown {
    const handler = this.rsm.raft.rpc[method];
    if (handler !== undefined) {
      this.#lastLeader = (args as { leaderId?: number }).leaderId ?? this.#lastLeader;
      return handler(args);
    }
    if (method === 'SnapshotRead') return this.#reader.read(this.#state, args as SnapshotReadArgs);
    return this.#askLeader(method as keyof Leader['rpc'], args);
  }

  /** Called after every step: a term may have begun or ended in it. */
  followRaft(): void {
    const { term, isLeader } = this.rsm.raft.getState();
    if (this.#leader !== undefined && (!isLeader || this.#leader.term !== term)) {
      this.#leader.resign();
      this.#leader = undefined;
    }
    if (isLeader && this.#leader === undefined) this.#leader = this.#startLeading(term);
  }

  #startLeading(term: number): Leader {
    return new Leader({
      ...this.#options,
      term,
      state: this.#state,
      trueTime: this.#trueTime,
      groups: this.#groups,
      submit: (record) => this.#submit(record, term),
      onStalled: () => this.#startAgain(),
    });
  }

  /** Clients should ask others. If there is no other leader, this one begins anew when its records get through. */
  #startAgain(): void {
    const leader = this.#leader;
    if (leader === undefined) return;
    leader.resign();
    this.#leader = this.#startLeading(leader.term);
  }

  async #askLeader(method: keyof Leader['rpc'], args: unknown): Promise<LeaderReply<unknown>> {
    const leader = this.#leader;
    if (leader?.isReady) {
      const value = await Promise.race([leader.rpc[method](args as never), leader.over]);
      if (value !== undefined && !leader.isOver) return { value };
    }
    const { group, me } = this.#options;
    const isMe = this.#lastLeader === null || this.#lastLeader === me;
    return { leader: isMe ? null : (this.#options.groups[group]?.[this.#lastLeader as number] as number) };
  }

  async #submit(record: GroupRecord, term: number): Promise<boolean> {
    if (this.rsm.raft.getState().term !== term) return false;
    return (await this.rsm.submit({ ...this.#ids.next(), record })) ?? false;
  }
}

export function spannerReplica(runtime: NodeRuntime<ReplicaOptions>): Program {
  const replica = new Replica(runtime);
  const watch = new RoleWatch(replica.rsm.raft, runtime);
  return {
    onRpc: (method, args) => replica.onRpc(method, args),
    onCall: () => replica.rsm.raft.getState(),
    afterStep() {
      replica.followRaft();
      watch.sample();
    },
  };
}
