import type { AppendRequest, LeaderRequest, Reply } from './messages.ts';
import { commitTo, isQuorum, type Node } from './node.ts';
import type { Progress } from './progress.ts';

/** Entries in one append. */
const BATCH_MAX = 64;
/** A snapshot that has been under way for so long is sent again once the follower answers a heartbeat. */
const SNAPSHOT_PATIENCE_TICKS = 20;

export interface SendOptions {
  /** Send an append without entries too: to find out where the logs agree, or to tell what is committed. */
  evenEmpty: boolean;
}

/** Sends every follower what it has not been sent yet. */
export function sendToAll(node: Node, options: SendOptions): void {
  for (const peer of node.progress.keys()) sendAppends(node, peer, options);
  commitByCounting(node);
}

/** As many appends as may be under way, or a snapshot if the entries that the follower needs are gone. */
function sendAppends(node: Node, to: number, options: SendOptions): void {
  const progress = node.progress.get(to)!;
  let isWanted = options.evenEmpty;
  while (progress.canSend && (isWanted || progress.next <= node.log.last)) {
    if (progress.next <= node.log.base) sendSnapshot(node, to, progress);
    else sendAppend(node, to, progress);
    isWanted = false;
  }
}

function sendAppend(node: Node, to: number, progress: Progress): void {
  const { id: from, term, log, committed } = node;
  const afterIndex = progress.next - 1;
  const entries = log.slice(progress.next, progress.next + BATCH_MAX);
  const last = afterIndex + entries.length;
  const afterTerm = log.term(afterIndex) ?? 0;
  node.output.sends.push({ to, request: { type: 'append', from, term, afterIndex, afterTerm, entries, committed } });
  progress.sent(last, entries.length > 0);
  progress.committedSent = Math.max(progress.committedSent, Math.min(committed, last));
}

function sendSnapshot(node: Node, to: number, progress: Progress): void {
  const { id: from, term, log, snapshot: data } = node;
  node.output.sends.push({
    to,
    request: { type: 'snapshot', from, term, index: log.base, indexTerm: log.baseTerm, data },
  });
  progress.becomeSnapshot(node.tick);
}

/** A heartbeat promises no more than what the follower is known to have. */
export function sendHeartbeats(node: Node): void {
  const { id: from, term } = node;
  for (const [to, { match }] of node.progress) {
    const committed = Math.min(match, node.committed);
    node.output.sends.push({ to, request: { type: 'heartbeat', from, term, committed } });
  }
}

/** What a follower says to a request of this term; `undefined` if the request or its answer is lost. */
export function onFollowerReply(node: Node, from: number, request: LeaderRequest, reply: Reply | undefined): void {
  const progress = node.progress.get(from)!;
  if (reply === undefined) {
    // Nothing is sent again before the follower answers a heartbeat.
    if (request.type === 'append') progress.unanswered(request.afterIndex + request.entries.length);
    return;
  }
  progress.isActive = true;
  switch (request.type) {
    case 'append':
      onAppendReply(node, from, request, reply);
      break;
    case 'heartbeat':
      onHeartbeatReply(node, from);
      break;
    case 'snapshot':
      progress.accepted(reply.index ?? 0);
      sendAppends(node, from, { evenEmpty: true });
      break;
  }
}

function onHeartbeatReply(node: Node, from: number): void {
  const progress = node.progress.get(from)!;
  progress.alive(node.tick - progress.snapshotTick >= SNAPSHOT_PATIENCE_TICKS);
  if (progress.match < node.log.last) sendAppends(node, from, { evenEmpty: true });
}

function onAppendReply(node: Node, from: number, request: AppendRequest, reply: Reply): void {
  const progress = node.progress.get(from)!;
  if (reply.ok) {
    progress.accepted(reply.index ?? 0);
    commitByCounting(node);
    sendAppends(node, from, { evenEmpty: progress.committedSent < node.committed });
  } else {
    const agreement = node.log.agreementBefore(reply.index ?? 0, reply.indexTerm ?? 0);
    progress.refused(request.afterIndex, agreement);
    sendAppends(node, from, { evenEmpty: progress.mode === 'probe' });
  }
}

/** The highest index on a quorum is committed, if its entry is the leader's own: of this term. */
function commitByCounting(node: Node): void {
  const matches = [node.log.last, ...[...node.progress.values()].map((progress) => progress.match)];
  const onQuorum = Math.max(...matches.filter((n) => isQuorum(node, matches.filter((m) => m >= n).length)));
  if (onQuorum <= node.committed || !node.log.matches(onQuorum, node.term)) return;
  commitTo(node, onQuorum);
  for (const [peer, progress] of node.progress) {
    if (progress.match >= onQuorum) sendAppends(node, peer, { evenEmpty: true });
  }
}
