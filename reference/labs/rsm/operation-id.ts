/** Who asked for an operation, and which of theirs it is. Every retry of the operation carries the same one. */
export interface OperationId {
  clientId: string;
  /** 1, 2, 3 … in the order in which the client asks. */
  seq: number;
}

export function isSameOperation(a: OperationId, b: OperationId): boolean {
  return a.clientId === b.clientId && a.seq === b.seq;
}

/** The ids of one client's operations, one after the other. */
export class OperationIds {
  /** Unlikely to be drawn twice, and short: one goes into every log entry. */
  private readonly clientId = Math.random().toString(36).slice(2, 10);
  private latest = 0;

  next(): OperationId {
    this.latest += 1;
    return { clientId: this.clientId, seq: this.latest };
  }
}
