/** Where an object lives: region, slash, key. */
export type Address = string;

/** A transaction: its coordinator's node id, a dot, its number there. */
export type TransactionId = string;

/** An object's header and value, as it lies in a primary's memory. */
export interface StoredObject {
  /** Counts the transactions that have written it. */
  version: number;
  isLocked: boolean;
  value: string | null;
}

/** One object that a transaction writes, and the version that it has read. */
export interface ObjectWrite {
  address: Address;
  version: number;
  value: string;
}

/**
 * A record that a coordinator appends to a replica's log (paper, table 1). LOCK and COMMIT-BACKUP carry what the
 * transaction writes in the receiver's regions, and all regions that it writes.
 */
export type LogRecord =
  | { type: 'LOCK' | 'COMMIT-BACKUP'; tx: TransactionId; regions: readonly number[]; writes: readonly ObjectWrite[] }
  | { type: 'COMMIT-PRIMARY' | 'ABORT' | 'TRUNCATE'; tx: TransactionId };

/** What a primary appends to a coordinator's message queue. */
export interface LockReply {
  tx: TransactionId;
  isLocked: boolean;
}

/** Which machines hold which regions; by region, the primary first. */
export interface Configuration {
  number: number;
  replicas: readonly (readonly number[])[];
}

/** A sign of life. */
export interface LeaseArgs {
  /** Different after every boot: a machine that has crashed is no member any more. */
  incarnation: number;
}

export interface LeaseReply {
  isMember: boolean;
  configuration: Configuration;
}

/** A new configuration begins: nobody touches these regions until recovery is over. */
export interface ConfigureArgs {
  configuration: Configuration;
  changedRegions: readonly number[];
}

/** What a replica's log says about a transaction (paper, section 5.3), the strongest evidence last. */
export const VOTES = ['abort', 'lock', 'commit-backup', 'commit-primary', 'truncated'] as const;
export type Vote = (typeof VOTES)[number];

/** What one replica of one region knows about one transaction. */
export interface Evidence {
  tx: TransactionId;
  /** All regions that the transaction writes. */
  regions: readonly number[];
  region: number;
  vote: Vote;
  writes: readonly ObjectWrite[];
}

/** How interrupted transactions end, for one replica; a transaction once for each region. */
export type DecideArgs = readonly Decision[];

export interface Decision {
  tx: TransactionId;
  isCommitted: boolean;
  writes: readonly ObjectWrite[];
}

/** Recovery is over: what became of the transactions that it has dealt with. */
export interface ResumeArgs {
  configuration: Configuration;
  committed: readonly TransactionId[];
}
