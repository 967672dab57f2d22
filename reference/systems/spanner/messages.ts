/** A time in ms, as TrueTime counts them. */
export type Timestamp = number;

/** `<client>.<number>`: unique, and a client's numbers grow. A transaction that begins again has a new one. */
export type TransactionId = string;

/** When a transaction first began, and its client: who is older wins (wound-wait). It is kept when it begins again. */
export type Priority = readonly [startMs: number, client: string];

export interface Write {
  readonly key: string;
  readonly value: string;
}

/** What of a transaction concerns one group. */
export interface Part {
  readonly reads: readonly string[];
  readonly writes: readonly Write[];
  /** The term of the leader that gave the read locks; null when nothing was read. */
  readonly epoch: number | null;
}

/** A replica's answer to what only leaders can do: the leader's, or who may be the leader (a node id). */
export type LeaderReply<Value> = { readonly value: Value } | { readonly leader: number | null };

/** Locks keys and reads the newest values. */
export interface ReadArgs {
  readonly tid: TransactionId;
  readonly priority: Priority;
  readonly keys: readonly string[];
}

/** Null: an older transaction has taken the locks. */
export type ReadReply = { readonly values: readonly (string | null)[]; readonly epoch: number } | null;

/** The client gives up, before it has asked for a commit. */
export interface ReleaseArgs {
  readonly tid: TransactionId;
}

/** From the client to every participant but the coordinator, all at once with {@link CommitArgs}. */
export interface PrepareArgs {
  readonly tid: TransactionId;
  readonly priority: Priority;
  readonly part: Part;
  /** A group. */
  readonly coordinator: number;
}

/** From the client to the coordinator, which is one of the participants. */
export interface CommitArgs {
  readonly tid: TransactionId;
  readonly priority: Priority;
  readonly part: Part;
  /** All groups that take part. */
  readonly participants: readonly number[];
}

/** The commit timestamp; null: aborted. */
export type Outcome = Timestamp | null;

/** From a participant to the coordinator, again and again until the outcome is known. */
export interface VoteArgs {
  readonly tid: TransactionId;
  readonly group: number;
  /** The prepare timestamp; null: no. */
  readonly ts: Timestamp | null;
  /** An older transaction waits for this one: abort it, if it is not decided yet. */
  readonly isWounded: boolean;
}

/** Without an outcome it is not decided yet. */
export interface VoteReply {
  readonly outcome?: Outcome;
}

/** From the coordinator to a participant, again and again until it has answered. */
export interface OutcomeArgs {
  readonly tid: TransactionId;
  readonly outcome: Outcome;
}

/** To any replica: the values as of a time. */
export interface SnapshotReadArgs {
  readonly keys: readonly string[];
  readonly ts: Timestamp;
}

/** Null: too long ago, the versions are gone. */
export type SnapshotReadReply = readonly (string | null)[] | null;

/** What a group's log holds (all of a group's replicas go through the same). */
export type GroupRecord =
  /** A new leader's first record: when it is applied, so is all that came before. */
  | { readonly type: 'lead' }
  /** Whatever comes later in the log has a greater timestamp. Also lists decisions that all participants know. */
  | { readonly type: 'promise'; readonly ts: Timestamp; readonly settled: readonly TransactionId[] }
  | PrepareRecord
  /** How a prepared transaction ends, at a participant. */
  | { readonly type: 'outcome'; readonly tid: TransactionId; readonly outcome: Outcome }
  /** How a transaction ends, at its coordinator; the other participants have to be told. */
  | {
      readonly type: 'decide';
      readonly tid: TransactionId;
      readonly outcome: Outcome;
      readonly others: readonly number[];
    }
  /** A transaction of this group alone. */
  | {
      readonly type: 'commit';
      readonly tid: TransactionId;
      readonly ts: Timestamp;
      readonly writes: readonly Write[];
    };

export interface PrepareRecord {
  readonly type: 'prepare';
  readonly tid: TransactionId;
  readonly priority: Priority;
  readonly coordinator: number;
  readonly reads: readonly string[];
  readonly writes: readonly Write[];
  readonly ts: Timestamp;
}
