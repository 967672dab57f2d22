import { applyCommitted } from './apply.ts';
import type { Log } from './log.ts';
import type {
  AppendEntriesArgs,
  AppendEntriesReply,
  ConflictHint,
  Entry,
  InstallSnapshotArgs,
  InstallSnapshotReply,
} from './messages.ts';
import type { Server } from './server.ts';

/** Receiver implementation of AppendEntries (Figure 2). */
export function onAppendEntries(server: Server, args: AppendEntriesArgs): AppendEntriesReply {
  if (args.term < server.currentTerm) return { term: server.currentTerm, success: false };
  recogniseLeader(server, args.term);
  const { log } = server;
  if (!log.matches(args.prevLogIndex, args.prevLogTerm)) {
    return { term: server.currentTerm, success: false, ...conflictHint(log, args.prevLogIndex) };
  }
  if (reconcile(log, args.prevLogIndex, args.entries)) server.persist();
  advanceCommitIndex(server, args.leaderCommit, args.prevLogIndex + args.entries.length);
  return { term: server.currentTerm, success: true };
}

/** Whoever sends AppendEntries or InstallSnapshot in the current term leads it: a candidate gives up (§5.2). */
function recogniseLeader(server: Server, term: number): void {
  server.becomeFollower(term);
  server.resetElectionTimer();
}

/** Helps the leader to skip a whole term at once (§5.3, lecture 7). */
function conflictHint(log: Log, prevLogIndex: number): ConflictHint {
  if (prevLogIndex > log.lastIndex) return { xLen: log.lastIndex };
  return {
    xTerm: log.termAt(prevLogIndex),
    xIndex: log.firstIndexOfTermAt(prevLogIndex),
    xLen: log.lastIndex,
  };
}

/**
 * Takes over the entries that follow `prevLogIndex`. Returns whether the log changed.
 *
 * Entries already here are left alone, and so is what follows them: the call may be an old one that arrives late, and
 * the entries after it may have been acknowledged since (§5.3).
 */
function reconcile(log: Log, prevLogIndex: number, entries: Entry[]): boolean {
  const firstNew = entries.findIndex((entry, offset) => !log.matches(prevLogIndex + 1 + offset, entry.term));
  if (firstNew === -1) return false;
  const index = prevLogIndex + 1 + firstNew;
  removeConflicting(log, index);
  log.writeFrom(index, entries.slice(firstNew));
  return true;
}

/** An entry that conflicts with the leader's is deleted, together with all that follow it (§5.3). */
function removeConflicting(log: Log, index: number): void {
  if (index <= log.lastIndex) log.truncateFrom(index);
}

/** Only up to the last entry of this call: what this log holds after it may differ from the leader's. */
function advanceCommitIndex(server: Server, leaderCommit: number, lastNewIndex: number): void {
  const commitIndex = Math.min(leaderCommit, lastNewIndex);
  if (commitIndex <= server.commitIndex) return;
  server.commitIndex = commitIndex;
  void applyCommitted(server);
}

/** Receiver implementation of InstallSnapshot (Figure 13), the snapshot in one piece. */
export function onInstallSnapshot(server: Server, args: InstallSnapshotArgs): InstallSnapshotReply {
  if (args.term < server.currentTerm) return { term: server.currentTerm };
  recogniseLeader(server, args.term);
  if (isSnapshotNews(server, args)) acceptSnapshot(server, args);
  return { term: server.currentTerm };
}

/** A late or repeated snapshot would take the service back: what is committed here comes from the log. */
function isSnapshotNews(server: Server, args: InstallSnapshotArgs): boolean {
  return args.lastIncludedIndex > server.commitIndex;
}

/** The service gets the snapshot in its turn, before the entries that follow it (§7). */
function acceptSnapshot(server: Server, args: InstallSnapshotArgs): void {
  const { lastIncludedIndex, lastIncludedTerm, data } = args;
  replaceBySnapshot(server.log, lastIncludedIndex, lastIncludedTerm);
  server.persistWithSnapshot(data);
  server.commitIndex = lastIncludedIndex;
  server.pendingSnapshot = {
    snapshotValid: true,
    snapshot: data,
    snapshotTerm: lastIncludedTerm,
    snapshotIndex: lastIncludedIndex,
  };
  void applyCommitted(server);
}

/** Entries after the snapshot stay if the log has the snapshot's last entry; else all of it goes (§7). */
function replaceBySnapshot(log: Log, index: number, term: number): void {
  if (!log.matches(index, term) && index <= log.lastIndex) log.truncateFrom(index);
  log.discardThrough(index, term);
}
