/**
 * Messages in the vocabulary of Figure 2. A submission may call its fields what it likes; the invariants that look
 * into messages apply only to those that have exactly the paper's names, so that nobody fails for other ones.
 */

export interface VoteRequest {
  term: number;
  candidateId: number;
}

export interface AppendRequest {
  term: number;
  prevLogIndex: number;
  entries: { term: number }[];
}

const VOTE_REQUEST_FIELDS = ['candidateId', 'lastLogIndex', 'lastLogTerm', 'term'];

/** The arguments of RequestVote if they are those of Figure 2 and nothing else (so no pre-vote in disguise). */
export function asVoteRequest(method: string, args: string): VoteRequest | undefined {
  if (baseName(method) !== 'RequestVote') return undefined;
  const fields = asRecord(args);
  if (fields === undefined || Object.keys(fields).sort().join() !== VOTE_REQUEST_FIELDS.join()) return undefined;
  const { term, candidateId } = fields;
  return isWhole(term) && isWhole(candidateId) ? { term, candidateId } : undefined;
}

/** Does the reply grant the vote asked for? */
export function isGranted(request: VoteRequest, value: string): boolean {
  const reply = asRecord(value);
  return reply?.voteGranted === true && reply.term === request.term;
}

/** The arguments of AppendEntries with at least one entry, as far as Figure 2 names them. */
export function asAppendRequest(method: string, args: string): AppendRequest | undefined {
  if (baseName(method) !== 'AppendEntries' || args.includes('"entries":[]')) return undefined;
  const fields = asRecord(args);
  if (fields === undefined) return undefined;
  const { term, prevLogIndex, entries } = fields;
  if (!isWhole(term) || !isWhole(prevLogIndex) || !isWhole(fields.leaderCommit) || !Array.isArray(entries))
    return undefined;
  const areEntries = entries.every((entry: unknown) => isWhole((entry as { term?: unknown } | null)?.term));
  return areEntries ? { term, prevLogIndex, entries: entries as { term: number }[] } : undefined;
}

export function isSuccess(request: AppendRequest, value: string): boolean {
  const reply = asRecord(value);
  return reply?.success === true && reply.term === request.term;
}

/** The index that an InstallSnapshot covers, if it says so in Figure 13's words. */
export function snapshotIndex(method: string, args: string): number | undefined {
  if (baseName(method) !== 'InstallSnapshot') return undefined;
  const index = asRecord(args)?.lastIncludedIndex;
  return isWhole(index) ? index : undefined;
}

/** Longer messages carry entries: not worth parsing for a term that shorter ones tell as well. */
const SHORT_MESSAGE_CHARS = 400;

/** The `term` of a short message of Figure 2, whichever it is. */
export function messageTerm(method: string, text: string): number | undefined {
  if (text.length > SHORT_MESSAGE_CHARS) return undefined;
  if (!['RequestVote', 'AppendEntries', 'InstallSnapshot'].includes(baseName(method))) return undefined;
  const term = asRecord(text)?.term;
  return isWhole(term) ? term : undefined;
}

function baseName(method: string): string {
  return method.slice(method.lastIndexOf('.') + 1);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function asRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
