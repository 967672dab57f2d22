import { type Evidence, type TransactionId, VOTES, type Vote } from './messages.ts';

/**
 * Decides interrupted transactions from what the surviving replicas have in their logs (paper, section 5.3; lecture 14:
 * whatever may have been revealed is preserved). A transaction commits when a region has seen COMMIT-PRIMARY, or has
 * truncated it, or when
 * every region that it writes has seen its LOCK or COMMIT-BACKUP and at least one a COMMIT-BACKUP: its coordinator sends
 * the first of them only when all locks are held and all versions valid.
 *
 * @returns by transaction whether it commits, in the order of the transactions' ids.
 */
export function decide(evidence: readonly Evidence[]): Map<TransactionId, boolean> {
  const sorted = [...byTransaction(evidence)].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([tx, known]) => [tx, commits(known)]));
}

export function byTransaction(evidence: readonly Evidence[]): Map<TransactionId, Evidence[]> {
  const transactions = new Map<TransactionId, Evidence[]>();
  for (const each of evidence) {
    const known = transactions.get(each.tx);
    if (known === undefined) transactions.set(each.tx, [each]);
    else known.push(each);
  }
  return transactions;
}

function commits(known: readonly Evidence[]): boolean {
  const votes = (known[0]?.regions ?? []).map((region) => voteOf(region, known));
  if (votes.includes('commit-primary') || votes.includes('truncated')) return true;
  return votes.includes('commit-backup') && votes.every((vote) => vote === 'commit-backup' || vote === 'lock');
}

/** The strongest evidence among a region's replicas; undefined when none of them has heard of the transaction. */
function voteOf(region: number, known: readonly Evidence[]): Vote | undefined {
  return known
    .filter((each) => each.region === region)
    .map(({ vote }) => vote)
    .sort((a, b) => VOTES.indexOf(b) - VOTES.indexOf(a))[0];
}
