import type { OperationId } from './operation-id.ts';

/** clientId → number of its latest applied write. */
export type EncodedSessions = Record<string, number>;

/**
 * The servers' half of duplicate suppression: which writes have been applied.
 *
 * One number per client is enough, because a client asks for its next operation only when the one before has succeeded.
 * Reads are not recorded: one that is tried again may as well see the newer state, as it has not returned yet.
 */
export class SessionTable {
  private readonly latest: Map<string, number>;

  constructor(encoded: EncodedSessions = {}) {
    this.latest = new Map(Object.entries(encoded));
  }

  hasApplied(write: OperationId): boolean {
    return write.seq <= (this.latest.get(write.clientId) ?? 0);
  }

  record(write: OperationId): void {
    this.latest.set(write.clientId, write.seq);
  }

  encode(): EncodedSessions {
    return Object.fromEntries(this.latest);
  }
}
