import type { Reply, VoteRequest } from './messages.ts';
import { isQuorum, type Node } from './node.ts';
import { sendToAll } from './replicate.ts';
import { becomeCandidate, becomeLeader, restartElectionClock } from './roles.ts';

export function campaign(node: Node): void {
  becomeCandidate(node);
  countVotes(node);
  askForVotes(node);
}

/** Also repeated while the election lasts: a request or its answer may have been lost. */
export function askForVotes(node: Node): void {
  if (node.role !== 'candidate') return;
  const { id: from, term, log } = node;
  for (const to of node.others) {
    if (node.votes.has(to)) continue;
    node.output.sends.push({
      to,
      request: { type: 'vote', from, term, lastIndex: log.last, lastTerm: log.lastTerm },
    });
  }
}

export function onVoteRequest(node: Node, request: VoteRequest): Reply {
  const ok = mayVoteFor(node, request.from) && isLogAsGood(node, request);
  if (ok) {
    node.output.saveState ||= node.vote !== request.from;
    node.vote = request.from;
    restartElectionClock(node);
  }
  return { term: node.term, ok };
}

function mayVoteFor(node: Node, candidate: number): boolean {
  return node.role === 'follower' && (node.vote === null || node.vote === candidate);
}

function isLogAsGood({ log }: Node, { lastIndex, lastTerm }: VoteRequest): boolean {
  return lastTerm > log.lastTerm || (lastTerm === log.lastTerm && lastIndex >= log.last);
}

export function onVoteReply(node: Node, from: number, reply: Reply | undefined): void {
  if (node.role !== 'candidate' || !reply?.ok) return;
  node.votes.add(from);
  countVotes(node);
}

function countVotes(node: Node): void {
  if (!isQuorum(node, node.votes.size)) return;
  becomeLeader(node);
  sendToAll(node, { evenEmpty: true });
}
