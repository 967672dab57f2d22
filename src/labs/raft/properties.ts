import type { Property } from '../failure.ts';

export const electionSafety: Property = {
  name: 'election safety',
  kind: 'safety',
  statement: 'at most one leader is elected in a term (Raft §5.2)',
  hint: 'a server votes for at most one candidate per term, first come first served, and a candidate needs a majority (Figure 2, RequestVote; Rules for Servers)',
};

export const voteOnce: Property = {
  name: 'one vote per term',
  kind: 'safety',
  statement: 'a server votes for at most one candidate in a term, also across restarts (Raft §5.2)',
  hint: 'grant a vote only if votedFor is null or this candidate, and persist currentTerm and votedFor before replying (Figure 2, RequestVote)',
};

export const leaderElection: Property = {
  name: 'leader election',
  kind: 'liveness',
  statement: 'connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)',
  hint: 'election timeouts must be random, be reset by a granted vote or a current leader, and votes be requested from all peers at once (Raft §5.2)',
};

export const leaderNeedsMajority: Property = {
  name: 'leader needs a majority',
  kind: 'safety',
  statement: 'a server that cannot reach a majority does not become leader (Raft §5.2)',
  hint: 'a candidate wins with votes from a majority of all servers, not of the reachable ones (Figure 2, Rules for Servers)',
};

export const termStability: Property = {
  name: 'term stability',
  kind: 'liveness',
  statement: 'while nothing fails the leader stays and terms do not change (Raft §5.2)',
  hint: 'send heartbeats well within the election timeout, and reset the election timer when one arrives from the current leader (Figure 2, Followers)',
};

export const termMonotonic: Property = {
  name: 'term monotonicity',
  kind: 'safety',
  statement: 'a server never goes back to a term it has left, also across restarts (Raft §5.1)',
  hint: 'currentTerm only increases, and is persisted before any message that carries it (Figure 2, State)',
};

export const agreement: Property = {
  name: 'agreement',
  kind: 'liveness',
  statement: 'a command given to the leader of a connected majority is committed and applied (Raft §5.3)',
  hint: 'the leader sends entries to all peers at once, retries, steps back nextIndex on a mismatch, and tells followers its commitIndex (Figure 2, AppendEntries)',
};

export const commitNeedsMajority: Property = {
  name: 'commit needs a majority',
  kind: 'safety',
  statement: 'an entry is committed only when a majority of all servers stores it (Raft §5.3)',
  hint: 'count matchIndex over all servers, the unreachable ones too, before commitIndex moves (Figure 2, Leaders)',
};

export const stateMachineSafety: Property = {
  name: 'state machine safety',
  kind: 'safety',
  statement: 'servers apply the same command at the same index (Raft §5.4.3)',
  hint: 'check that prevLogIndex and prevLogTerm match, truncate on conflict only, and commit by counting only entries of the current term (Figure 2; §5.4.2)',
};

export const applyOrder: Property = {
  name: 'apply order',
  kind: 'safety',
  statement: 'a server applies every index once, in order, starting after its snapshot (Raft §5.3)',
  hint: 'one loop applies lastApplied+1 … commitIndex, and after a restart begins after the snapshot (Figure 2, All Servers)',
};

export const persistBeforeReply: Property = {
  name: 'persist before reply',
  kind: 'safety',
  statement: 'term, vote and entries are on stable storage before a reply depends on them (Figure 2, State)',
  hint: 'call persist after changing currentTerm, votedFor or log and before returning from the handler (Figure 2, State)',
};

export const leaderCompleteness: Property = {
  name: 'leader completeness',
  kind: 'safety',
  statement: 'a committed entry is in the log of every later leader, also after crashes (Raft §5.4)',
  hint: 'persist currentTerm, votedFor and log[] whenever they change and before any message depends on it, read them back at the start, and commit by counting only entries of the current term (Figure 2)',
};

export const durability: Property = {
  name: 'durability',
  kind: 'safety',
  statement: 'a restarted server goes on with the term, vote and log that it had promised to others (Figure 2, State)',
  hint: 'persist currentTerm, votedFor and log[] whenever they change, and read them back before the server answers anything (Figure 2, State)',
};

export const logCompaction: Property = {
  name: 'log compaction',
  kind: 'performance',
  statement: 'once the service has a snapshot, the log that it covers is discarded (Raft §7)',
  hint: 'snapshot(index) discards the log through index and saves the shorter state together with the snapshot (Raft §7)',
};

export const snapshotTransfer: Property = {
  name: 'snapshot transfer',
  kind: 'liveness',
  statement:
    'a follower that needs entries which the leader has discarded catches up from the leader’s snapshot (Raft §7)',
  hint: 'when nextIndex is not in the log any more send InstallSnapshot; the follower replaces its log and hands the snapshot to the service (Figure 13)',
};

export const startContract: Property = {
  name: 'start contract',
  kind: 'safety',
  statement: 'start returns the index that the command will have, its term, and whether this server leads',
  hint: 'indices are 1-based and consecutive within a term; concurrent starts must not share one',
};

export const commitBeforeReply: Property = {
  name: 'commit before reply',
  kind: 'safety',
  statement:
    'an operation that changes something returns only after an entry that was committed since its call has been applied (Raft §8)',
  hint: 'start() only puts the operation into the log: wait until it comes back from Raft, not another one at its index, apply it, and reply then; a clerk retries until it has such a reply; an operation is a duplicate only if its own client, known by a random id, has had this number applied',
};

export const messageEconomy: Property = {
  name: 'message economy',
  kind: 'performance',
  statement: 'the number and size of RPCs stay within reason (6.824 Lab 2)',
  hint: 'send each entry to each follower once, several entries per AppendEntries, and about ten heartbeats a second',
};

export const fastBackup: Property = {
  name: 'fast backup',
  kind: 'performance',
  statement: 'a leader finds where a follower’s log diverges in a few RPCs, not one per entry (Raft §5.3, end)',
  hint: 'let the follower answer with its conflicting term and the first index of it, and skip that term at once (Raft §5.3, end; lecture 7)',
};
