import { becomeLeader } from './leader.ts';
import type { RequestVoteArgs, RequestVoteReply } from './messages.ts';
import type { Server } from './server.ts';

/** A candidate asks again those that have not answered: a request or its reply may be lost, or late (§5.1). */
const VOTE_RETRY_MS = 100;

/** One candidacy: what it asks, who has answered, and who is for it. */
interface Election {
  args: RequestVoteArgs;
  answers: Set<number>;
  votes: Set<number>;
}

/** Rules for followers and candidates: the election timeout elapsed (§5.2). */
export function startElection(server: Server): void {
  becomeCandidate(server);
  const args: RequestVoteArgs = {
    term: server.currentTerm,
    candidateId: server.me,
    lastLogIndex: server.log.lastIndex,
    lastLogTerm: server.log.lastTerm,
  };
  const election: Election = { args, answers: new Set(), votes: new Set() };
  countVote(server, election, server.me);
  askForVotes(server, election);
}

function becomeCandidate(server: Server): void {
  server.role = 'candidate';
  server.currentTerm += 1;
  server.votedFor = server.me;
  server.persist();
  server.resetElectionTimer();
}

function askForVotes(server: Server, election: Election): void {
  if (!isStillCandidate(server, election)) return;
  for (const peer of server.others) {
    if (!election.answers.has(peer)) void requestVote(server, peer, election);
  }
  setTimeout(() => askForVotes(server, election), VOTE_RETRY_MS);
}

async function requestVote(server: Server, peer: number, election: Election): Promise<void> {
  const reply = await server.peers[peer]!.call<RequestVoteReply>('RequestVote', election.args);
  if (reply === undefined || server.killed) return;
  election.answers.add(peer);
  if (reply.term > server.currentTerm) server.becomeFollower(reply.term);
  else if (reply.voteGranted && isStillCandidate(server, election)) countVote(server, election, peer);
}

function countVote(server: Server, election: Election, voter: number): void {
  election.votes.add(voter);
  if (server.hasMajority(election.votes.size)) becomeLeader(server);
}

/** A vote counts only in the election it was asked for; it may arrive seconds later. */
function isStillCandidate(server: Server, { args }: Election): boolean {
  return !server.killed && server.role === 'candidate' && server.currentTerm === args.term;
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
