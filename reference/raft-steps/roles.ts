import { type Node, random } from './node.ts';
import { Progress } from './progress.ts';

const ELECTION_TICKS_MIN = 35;
const ELECTION_TICKS_MAX = 70;

/** At the current term or a later one, in which the node has not voted yet. */
export function becomeFollower(node: Node, term: number): void {
  if (term > node.term) {
    node.term = term;
    node.vote = null;
    node.output.saveState = true;
  }
  // A higher term alone is no reason to wait longer: its candidate may have a log that nobody votes for.
  if (node.role === 'leader') restartElectionClock(node);
  node.role = 'follower';
  node.progress.clear();
}

export function becomeCandidate(node: Node): void {
  if (node.role === 'leader') throw new Error('a leader does not stand for election');
  node.role = 'candidate';
  node.term += 1;
  node.vote = node.id;
  node.output.saveState = true;
  node.votes = new Set([node.id]);
  restartElectionClock(node);
}

export function becomeLeader(node: Node): void {
  if (node.role !== 'candidate') throw new Error('only a candidate becomes the leader');
  node.role = 'leader';
  node.idleTicks = 0;
  node.progress = new Map(node.others.map((peer) => [peer, new Progress(node.log.last + 1)]));
}

export function restartElectionClock(node: Node): void {
  node.idleTicks = 0;
  node.electionTicks = ELECTION_TICKS_MIN + Math.floor(random(node) * (ELECTION_TICKS_MAX - ELECTION_TICKS_MIN + 1));
}
