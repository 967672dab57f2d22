/** A log entry: its term and its command. */
export type Entry = readonly [term: number, command: unknown];

export interface VoteRequest {
  type: 'vote';
  from: number;
  term: number;
  lastIndex: number;
  lastTerm: number;
}

export interface AppendRequest {
  type: 'append';
  from: number;
  term: number;
  /** The entries follow the one at this index, which has this term. */
  afterIndex: number;
  afterTerm: number;
  entries: Entry[];
  committed: number;
}

/** Says who leads, and nothing about the log but that it is committed up to `committed` (which the receiver has). */
export interface HeartbeatRequest {
  type: 'heartbeat';
  from: number;
  term: number;
  committed: number;
}

export interface SnapshotRequest {
  type: 'snapshot';
  from: number;
  term: number;
  index: number;
  indexTerm: number;
  data: string;
}

/** What only the leader of a term sends. */
export type LeaderRequest = AppendRequest | HeartbeatRequest | SnapshotRequest;

export type Request = VoteRequest | LeaderRequest;

export interface Reply {
  term: number;
  /** The vote is granted; the entries, the heartbeat or the snapshot are accepted. */
  ok: boolean;
  /** Accepted entries or snapshot: the logs agree up to here. Refused entries: they may agree up to here. */
  index?: number;
  /** Refused entries: the term at `index`. */
  indexTerm?: number;
}
