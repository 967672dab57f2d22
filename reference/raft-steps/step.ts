import { askForVotes, campaign, onVoteReply, onVoteRequest } from './elect.ts';
import { onLeaderRequest } from './follow.ts';
import type { Reply, Request } from './messages.ts';
import { isQuorum, type Node, newOutput, type Output } from './node.ts';
import { onFollowerReply, sendHeartbeats, sendToAll } from './replicate.ts';
import { becomeFollower } from './roles.ts';

/** How much time a tick stands for. */
export const TICK_MS = 10;
const HEARTBEAT_TICKS = 10;
/** A leader that a quorum does not answer for so long gives up. */
const QUORUM_TICKS = 100;

export type Input =
  | { type: 'tick' }
  | { type: 'propose'; command: unknown }
  | { type: 'flush' }
  | { type: 'compact'; index: number; snapshot: string }
  | { type: 'request'; request: Request }
  | { type: 'reply'; from: number; request: Request; reply: Reply | undefined };

/** Changes the node's state as `input` asks, and returns what is to be done outside. */
export function step(node: Node, input: Input): Output {
  switch (input.type) {
    case 'tick':
      onTick(node);
      break;
    case 'propose':
      onPropose(node, input.command);
      break;
    case 'flush':
      if (node.role === 'leader') sendToAll(node, { evenEmpty: false });
      break;
    case 'compact':
      onCompact(node, input.index, input.snapshot);
      break;
    case 'request':
      node.output.reply = onRequest(node, input.request);
      break;
    case 'reply':
      onReply(node, input.from, input.request, input.reply);
      break;
  }
  const { output } = node;
  node.output = newOutput();
  return output;
}

function onTick(node: Node): void {
  node.tick += 1;
  node.idleTicks += 1;
  if (node.role === 'leader') {
    if (node.idleTicks % QUORUM_TICKS === 0) checkQuorum(node);
    if (node.role === 'leader' && node.idleTicks % HEARTBEAT_TICKS === 0) sendHeartbeats(node);
  } else if (node.idleTicks >= node.electionTicks) campaign(node);
  else if (node.role === 'candidate' && node.idleTicks % HEARTBEAT_TICKS === 0) askForVotes(node);
}

function checkQuorum(node: Node): void {
  const answering = [...node.progress.values()].filter((progress) => progress.isActive);
  for (const progress of answering) progress.isActive = false;
  if (!isQuorum(node, answering.length + 1)) becomeFollower(node, node.term);
}

function onPropose(node: Node, command: unknown): void {
  if (node.role !== 'leader') return;
  node.log.push([[node.term, command]]);
  node.output.saveState = true;
  node.output.flushSoon = true;
}

function onCompact(node: Node, index: number, snapshot: string): void {
  if (index <= node.log.base || index > node.delivered) return;
  node.log.compact(index);
  node.snapshot = snapshot;
  node.output.saveSnapshot = snapshot;
}

function onRequest(node: Node, request: Request): Reply {
  if (request.term < node.term) return { term: node.term, ok: false };
  if (request.term > node.term) becomeFollower(node, request.term);
  return request.type === 'vote' ? onVoteRequest(node, request) : onLeaderRequest(node, request);
}

function onReply(node: Node, from: number, request: Request, reply: Reply | undefined): void {
  if (reply !== undefined && reply.term > node.term) becomeFollower(node, reply.term);
  if (request.term !== node.term) return;
  if (request.type === 'vote') onVoteReply(node, from, reply);
  else if (node.role === 'leader') onFollowerReply(node, from, request, reply);
}
