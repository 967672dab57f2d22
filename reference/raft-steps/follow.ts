import type { AppendRequest, Entry, HeartbeatRequest, LeaderRequest, Reply, SnapshotRequest } from './messages.ts';
import { commitTo, type Node } from './node.ts';
import { becomeFollower, restartElectionClock } from './roles.ts';

export function onLeaderRequest(node: Node, request: LeaderRequest): Reply {
  becomeFollower(node, request.term);
  restartElectionClock(node);
  switch (request.type) {
    case 'append':
      return onAppend(node, request);
    case 'heartbeat':
      return onHeartbeat(node, request);
    case 'snapshot':
      return onSnapshot(node, request);
  }
}

function onAppend(node: Node, request: AppendRequest): Reply {
  const { log, term } = node;
  const { afterIndex, afterTerm, entries, committed } = request;
  // What is committed is the same everywhere; of what comes before it this log may know no more.
  if (afterIndex < node.committed) return { term, ok: true, index: node.committed };
  if (!log.matches(afterIndex, afterTerm)) {
    const index = log.agreementBefore(Math.min(afterIndex, log.last), afterTerm);
    return { term, ok: false, index, indexTerm: log.term(index) ?? 0 };
  }
  appendMissing(node, afterIndex, entries);
  const index = afterIndex + entries.length;
  commitTo(node, Math.min(committed, index));
  return { term, ok: true, index };
}

/** Entries that are here already stay, with all that follows them, until one differs. */
function appendMissing(node: Node, afterIndex: number, entries: readonly Entry[]): void {
  const present = entries.findIndex(([term], offset) => !node.log.matches(afterIndex + 1 + offset, term));
  if (present < 0) return;
  const agreed = afterIndex + present;
  if (agreed < node.committed) throw new Error(`entry ${agreed + 1} is committed and cannot be replaced`);
  node.log.cutAfter(agreed);
  node.log.push(entries.slice(present));
  node.output.saveState = true;
}

function onHeartbeat(node: Node, { committed }: HeartbeatRequest): Reply {
  commitTo(node, Math.min(committed, node.log.last));
  return { term: node.term, ok: true };
}

/** A snapshot is needed only for entries that this log lacks: otherwise it just tells that they are committed. */
function onSnapshot(node: Node, { index, indexTerm, data }: SnapshotRequest): Reply {
  if (node.log.matches(index, indexTerm)) commitTo(node, index);
  else if (index > node.committed) restore(node, index, indexTerm, data);
  return { term: node.term, ok: true, index: Math.max(index, node.committed) };
}

function restore(node: Node, index: number, indexTerm: number, data: string): void {
  node.log.restart(index, indexTerm);
  node.snapshot = data;
  node.committed = index;
  node.delivered = index;
  node.output.saveSnapshot = data;
  node.output.deliveries.push({
    snapshotValid: true,
    snapshot: data,
    snapshotIndex: index,
    snapshotTerm: indexTerm,
  });
}
