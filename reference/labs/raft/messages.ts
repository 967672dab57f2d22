/** One log entry: the command, and the term in which a leader received it. */
export interface Entry {
  term: number;
  command: unknown;
}

export interface RequestVoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

export interface RequestVoteReply {
  term: number;
  voteGranted: boolean;
}

export interface AppendEntriesArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  /** Empty in a heartbeat. */
  entries: Entry[];
  leaderCommit: number;
}

/** Where a follower's log stopped agreeing with the leader's (the fast backup of §5.3, as in lecture 7). */
export interface ConflictHint {
  /** Term of the follower's entry at `prevLogIndex`; absent if its log ends before that. */
  xTerm?: number;
  /** Index of the follower's first entry of that term. */
  xIndex?: number;
  /** Index of the follower's last entry. */
  xLen?: number;
}

export interface AppendEntriesReply extends ConflictHint {
  term: number;
  success: boolean;
}

export interface InstallSnapshotArgs {
  term: number;
  leaderId: number;
  lastIncludedIndex: number;
  lastIncludedTerm: number;
  data: string;
}

export interface InstallSnapshotReply {
  term: number;
}
