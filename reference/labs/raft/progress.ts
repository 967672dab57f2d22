/** A heartbeat sent this much later and answered first: what is outstanding got lost, or its reply is very late. */
const OVERTAKEN_MS = 50;

/** A call that waits for its reply. */
export interface OutstandingCall {
  sentAtMs: number;
}

/** What a leader knows of one other server (Figure 2), and what it has sent to it. */
export interface Progress {
  /** Index of the next entry to send. */
  nextIndex: number;
  /** Index of the highest entry known to be replicated there. */
  matchIndex: number;
  /** The one call with entries or a snapshot that has not been answered. Heartbeats do not count. */
  outstanding: OutstandingCall | null;
  /** The highest commit index that the server was sent together with the entries up to there. */
  commitIndexSent: number;
}

/** Reinitialised after each election: what was known in an earlier term need not be true any more. */
export function initialProgress(lastLogIndex: number): Progress {
  return { nextIndex: lastLogIndex + 1, matchIndex: 0, outstanding: null, commitIndexSent: 0 };
}

/** The follower's log agrees with ours up to `index`. Late replies must not take it back. */
export function recordMatch(progress: Progress, index: number): void {
  progress.matchIndex = Math.max(progress.matchIndex, index);
  progress.nextIndex = Math.max(progress.nextIndex, progress.matchIndex + 1);
}

/** The follower's log disagrees before nextIndex: go back. A late refusal may go back too far, which costs one call. */
export function recordConflict(progress: Progress, nextIndex: number): void {
  progress.nextIndex = Math.max(1, Math.min(nextIndex, progress.nextIndex - 1));
}

/** The call was answered, or failed: is there nothing outstanding any more? */
export function recordSettled(progress: Progress, call: OutstandingCall, isAnswered: boolean): void {
  if (progress.outstanding === null) return;
  const isOvertaken = isAnswered && call.sentAtMs - progress.outstanding.sentAtMs >= OVERTAKEN_MS;
  if (progress.outstanding === call || isOvertaken) progress.outstanding = null;
}
