import type { TrueTime } from '../../../src/sdk/programs/true-time.ts';
import type { GroupClient } from './group-client.ts';
import type { GroupState } from './group-state.ts';
import type { LockTable } from './lock-table.ts';
import type { GroupRecord, Timestamp, VoteArgs, VoteReply } from './messages.ts';

/** What the parts of a group's leader share. It lasts as long as the leader's term. */
export interface LeaderContext {
  readonly group: number;
  readonly term: number;
  readonly state: GroupState;
  readonly locks: LockTable;
  readonly trueTime: TrueTime;
  /** All groups, by number. */
  readonly groups: readonly GroupClient[];
  /** The term is over, as far as this server knows. */
  readonly isOver: boolean;
  /** Resolves to true when the record is applied here; to false when the term has ended and its fate is open. */
  log(record: GroupRecord): Promise<boolean>;
  /** Logs what gets the next timestamp, in one step: timestamps grow along the log. */
  logNext(record: (ts: Timestamp) => GroupRecord): { ts: Timestamp; isApplied: Promise<boolean> };
  /** Brings a vote to a transaction's coordinator. */
  vote(coordinator: number, args: VoteArgs): Promise<VoteReply>;
}
