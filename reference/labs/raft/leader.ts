import { applyCommitted } from './apply.ts';
import type {
  AppendEntriesArgs,
  AppendEntriesReply,
  Entry,
  InstallSnapshotArgs,
  InstallSnapshotReply,
} from './messages.ts';
import { initialProgress, type OutstandingCall, recordConflict, recordMatch, recordSettled } from './progress.ts';
import type { Server } from './server.ts';

const HEARTBEAT_INTERVAL_MS = 100;
/** Entries in one AppendEntries; what is left goes out when these are acknowledged. */
const ENTRIES_MAX = 500;

/** Rules for leaders: heartbeats at once, so that nobody else stands for election (§5.2). */
export function becomeLeader(server: Server): void {
  server.role = 'leader';
  server.stopElectionTimer();
  server.progress = server.peers.map(() => initialProgress(server.log.lastIndex));
  sendHeartbeats(server);
}

/** A heartbeat has no entries; its reply says whether the logs agree, and so what to send. */
function sendHeartbeats(server: Server): void {
  server.heartbeatTimer = setTimeout(() => sendHeartbeats(server), HEARTBEAT_INTERVAL_MS);
  for (const peer of server.others) void appendEntries(server, peer, []);
}

/** Replicates new entries at once, but those of several start() calls at one instant together. */
export function scheduleReplication(server: Server): void {
  if (server.isReplicationScheduled) return;
  server.isReplicationScheduled = true;
  setTimeout(() => {
    server.isReplicationScheduled = false;
    if (!server.killed && server.role === 'leader') replicate(server);
  }, 0);
}

function replicate(server: Server): void {
  advanceCommitIndex(server);
  for (const peer of server.others) catchUp(server, peer);
}

/**
 * Sends `peer` what it lacks, if anything: a snapshot, entries, or news of the commit index.
 *
 * Only one call with entries or a snapshot is outstanding at a time, so that nothing is sent twice without need. When
 * it gets lost, the reply to a later heartbeat leads here again.
 */
function catchUp(server: Server, peer: number): void {
  const { nextIndex, outstanding, commitIndexSent } = server.progress[peer]!;
  if (outstanding !== null) return;
  if (nextIndex <= server.log.lastIncludedIndex) void installSnapshot(server, peer);
  else if (nextIndex <= server.log.lastIndex)
    void appendEntries(server, peer, server.log.entriesFrom(nextIndex, ENTRIES_MAX));
  else if (commitIndexSent < server.commitIndex) void appendEntries(server, peer, []);
}

async function appendEntries(server: Server, peer: number, entries: Entry[]): Promise<void> {
  const { log } = server;
  const progress = server.progress[peer]!;
  // A follower that needs a snapshot is asked about the oldest entry whose term is still known.
  const prevLogIndex = Math.max(progress.nextIndex - 1, log.lastIncludedIndex);
  const args: AppendEntriesArgs = {
    term: server.currentTerm,
    leaderId: server.me,
    prevLogIndex,
    prevLogTerm: log.termAt(prevLogIndex),
    entries,
    leaderCommit: server.commitIndex,
  };
  const call: OutstandingCall = { sentAtMs: Date.now() };
  if (entries.length > 0) progress.outstanding = call;
  const usableCommitIndex = Math.min(server.commitIndex, prevLogIndex + entries.length);
  progress.commitIndexSent = Math.max(progress.commitIndexSent, usableCommitIndex);

  const reply = await server.peers[peer]!.call<AppendEntriesReply>('AppendEntries', args);
  recordSettled(progress, call, reply !== undefined);
  if (reply !== undefined && isReplyCurrent(server, args.term, reply.term)) {
    onAppendEntriesReply(server, peer, args, reply);
  }
}

function onAppendEntriesReply(server: Server, peer: number, args: AppendEntriesArgs, reply: AppendEntriesReply): void {
  const progress = server.progress[peer]!;
  if (reply.success) {
    // What the follower was sent, not what the log has by now: entries added since are not there yet.
    recordMatch(progress, args.prevLogIndex + args.entries.length);
    advanceCommitIndex(server);
  } else if (args.prevLogIndex === progress.nextIndex - 1) {
    recordConflict(progress, nextIndexAfterConflict(server, args, reply));
  }
  catchUp(server, peer);
}

/** Where to try next: a whole term further back per reply (§5.3, the three cases of lecture 7). */
function nextIndexAfterConflict(server: Server, args: AppendEntriesArgs, reply: AppendEntriesReply): number {
  const { xTerm, xIndex = 1, xLen = 0 } = reply;
  if (xTerm === undefined) return xLen + 1;
  const lastOfTerm = server.log.lastIndexOfTerm(xTerm, args.prevLogIndex);
  return lastOfTerm === undefined ? xIndex : lastOfTerm + 1;
}

async function installSnapshot(server: Server, peer: number): Promise<void> {
  const progress = server.progress[peer]!;
  const args: InstallSnapshotArgs = {
    term: server.currentTerm,
    leaderId: server.me,
    lastIncludedIndex: server.log.lastIncludedIndex,
    lastIncludedTerm: server.log.lastIncludedTerm,
    data: server.persister.readSnapshot(),
  };
  const call: OutstandingCall = { sentAtMs: Date.now() };
  progress.outstanding = call;
  const reply = await server.peers[peer]!.call<InstallSnapshotReply>('InstallSnapshot', args);
  recordSettled(progress, call, reply !== undefined);
  if (reply !== undefined && isReplyCurrent(server, args.term, reply.term)) {
    recordMatch(progress, args.lastIncludedIndex);
    catchUp(server, peer);
  }
}

/** Replies may come seconds late: those to an earlier term's calls say nothing about this one. */
function isReplyCurrent(server: Server, callTerm: number, replyTerm: number): boolean {
  if (server.killed) return false;
  if (replyTerm > server.currentTerm) server.becomeFollower(replyTerm);
  return server.role === 'leader' && server.currentTerm === callTerm;
}

/** If a majority holds an entry of the current term, it and all before it are committed (§5.3, §5.4). */
function advanceCommitIndex(server: Server): void {
  let n = server.log.lastIndex;
  while (n > server.commitIndex && !isOnMajority(server, n)) n -= 1;
  if (n === server.commitIndex || !mayCommitByCounting(server, n)) return;
  server.commitIndex = n;
  void applyCommitted(server);
  for (const peer of server.others) catchUp(server, peer);
}

/** The leader, which holds all of its log, counts as one. */
function isOnMajority(server: Server, index: number): boolean {
  const holders = server.others.filter((peer) => server.progress[peer]!.matchIndex >= index);
  return server.hasMajority(holders.length + 1);
}

/** An older term's entry on a majority can still be overwritten by a leader that never saw it (§5.4.2, Figure 8). */
function mayCommitByCounting(server: Server, index: number): boolean {
  return server.log.termAt(index) === server.currentTerm;
}
