import { becomeLeader } from './leader.ts';
import type { RequestVoteArgs, RequestVoteReply } from './messages.ts';
import type { Server } from './server.ts';

/** Rules for followers and candidates: the election timeout elapsed (§5.2). */
export function startElection(server: Server): void {
  becomeCandidate(server);
  const votes = new Set([server.me]);
  if (server.hasMajority(votes.size)) becomeLeader(server); // A group of one.
  const args: RequestVoteArgs = {
    term: server.currentTerm,
    candidateId: server.me,
    lastLogIndex: server.log.lastIndex,
    lastLogTerm: server.log.lastTerm,
  };
  for (const peer of server.others) void requestVote(server, peer, args, votes);
}

function becomeCandidate(server: Server): void {
  server.role = 'candidate';
  server.currentTerm += 1;
  server.votedFor = server.me;
  server.persist();
  server.resetElectionTimer();
}

async function requestVote(server: Server, peer: number, args: RequestVoteArgs, votes: Set<number>): Promise<void> {
  const reply = await server.peers[peer]!.call<RequestVoteReply>('RequestVote', args);
  if (reply === undefined || server.killed) return;
  if (reply.term > server.currentTerm) return server.becomeFollower(reply.term);
  if (!isStillCandidate(server, args.term) || !reply.voteGranted) return;
  votes.add(peer);
  if (server.hasMajority(votes.size)) becomeLeader(server);
}

/** A vote counts only in the election it was asked for; it may arrive seconds later. */
function isStillCandidate(server: Server, electionTerm: number): boolean {
  return server.role === 'candidate' && server.currentTerm === electionTerm;
}

/** Receiver implementation of RequestVote (Figure 2). */
export function onRequestVote(server: Server, args: RequestVoteArgs): RequestVoteReply {
  if (args.term > server.currentTerm) server.becomeFollower(args.term);
  const voteGranted =
    args.term === server.currentTerm && isVoteFree(server, args.candidateId) && isUpToDate(server, args);
  if (voteGranted) grantVote(server, args.candidateId);
  return { term: server.currentTerm, voteGranted };
}

/** One vote per term; asked again by the same candidate, the answer is the same (§5.2). */
function isVoteFree(server: Server, candidateId: number): boolean {
  return server.votedFor === null || server.votedFor === candidateId;
}

/** Election restriction: the later last term wins; with the same last term the longer log does (§5.4.1). */
function isUpToDate(server: Server, { lastLogIndex, lastLogTerm }: RequestVoteArgs): boolean {
  if (lastLogTerm !== server.log.lastTerm) return lastLogTerm > server.log.lastTerm;
  return lastLogIndex >= server.log.lastIndex;
}

/** The vote is saved before it is given: after a crash it must not be given again. */
function grantVote(server: Server, candidateId: number): void {
  if (server.votedFor !== candidateId) {
    server.votedFor = candidateId;
    server.persist();
  }
  server.resetElectionTimer();
}
