import type { OperationId } from '../../labs/rsm/operation-id.ts';
import type { StateMachine } from '../../labs/rsm/replicated-state-machine.ts';
import type { GroupRecord, Outcome, PrepareRecord, Timestamp, TransactionId } from './messages.ts';
import { type EncodedVersions, VersionStore } from './version-store.ts';

export interface Command extends OperationId {
  readonly record: GroupRecord;
}

/** A coordinator's decision that a participant may not know of yet. */
interface Decision {
  readonly outcome: Outcome;
  readonly others: readonly number[];
}

interface Encoded {
  versions: EncodedVersions;
  safeTs: Timestamp;
  lastTs: Timestamp;
  prepared: PrepareRecord[];
  decisions: [TransactionId, Decision][];
  latest: [client: string, { number: number; outcome: Outcome }][];
}

/** What all replicas of a group agree on: the state that its log leads to. */
export class GroupState implements StateMachine<Command, true> {
  versions = new VersionStore();
  /** Whatever comes later in the log has a greater timestamp: the group's safe time, but for what is prepared. */
  safeTs: Timestamp = 0;
  /** No timestamp so far is greater. */
  lastTs: Timestamp = 0;
  /** Transactions whose fate others decide, in the order of the log. */
  prepared = new Map<TransactionId, PrepareRecord>();
  decisions = new Map<TransactionId, Decision>();
  /** The last transaction of every client that has ended here: its earlier ones have ended, too. */
  #latest = new Map<string, { number: number; outcome: Outcome }>();
  readonly #onChange: () => void;

  /** @param onChange is called whenever something was applied. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Has the transaction ended here? */
  isOver(tid: TransactionId): boolean {
    const latest = this.#latest.get(clientOf(tid));
    return latest !== undefined && latest.number >= numberOf(tid);
  }

  /** At the coordinator: how it has ended; undefined while it has not. Null, too, for what everybody has forgotten. */
  outcomeOf(tid: TransactionId): Outcome | undefined {
    const decision = this.decisions.get(tid);
    if (decision !== undefined) return decision.outcome;
    if (!this.isOver(tid)) return undefined;
    const latest = this.#latest.get(clientOf(tid));
    return latest?.number === numberOf(tid) ? latest.outcome : null;
  }

  /** May a replica that has applied so much read a key as of that time (paper, section 4.1.3)? */
  isSafe(key: string, ts: Timestamp): boolean {
    return this.safeTs >= ts && !this.#isPreparedAt(key, ts);
  }

  apply({ record }: Command): true {
    switch (record.type) {
      case 'lead':
        break;
      case 'promise':
        this.#assigned(record.ts);
        for (const tid of record.settled) this.decisions.delete(tid);
        break;
      case 'prepare':
        this.#assigned(record.ts);
        // It may have been overtaken by the decision to abort it.
        if (!this.isOver(record.tid)) this.prepared.set(record.tid, record);
        break;
      case 'outcome':
        this.#end(record.tid, record.outcome);
        break;
      case 'decide':
        this.#end(record.tid, record.outcome);
        if (record.others.length > 0)
          this.decisions.set(record.tid, { outcome: record.outcome, others: record.others });
        break;
      case 'commit':
        this.#assigned(record.ts);
        this.versions.write(record.writes, record.ts);
        this.#end(record.tid, record.ts);
        break;
    }
    this.#onChange();
    return true;
  }

  encode(): string {
    const encoded: Encoded = {
      versions: this.versions.encode(),
      safeTs: this.safeTs,
      lastTs: this.lastTs,
      prepared: [...this.prepared.values()],
      decisions: [...this.decisions],
      latest: [...this.#latest],
    };
    return JSON.stringify(encoded);
  }

  restore(snapshot: string): void {
    const encoded: Encoded = JSON.parse(snapshot);
    this.versions = new VersionStore(encoded.versions);
    this.safeTs = encoded.safeTs;
    this.lastTs = encoded.lastTs;
    this.prepared = new Map(encoded.prepared.map((record) => [record.tid, record]));
    this.decisions = new Map(encoded.decisions);
    this.#latest = new Map(encoded.latest);
    this.#onChange();
  }

  /** It will get a timestamp that is not below that at which it was prepared. */
  #isPreparedAt(key: string, ts: Timestamp): boolean {
    for (const record of this.prepared.values()) {
      if (record.ts <= ts && record.writes.some((write) => write.key === key)) return true;
    }
    return false;
  }

  /** This group's leader has chosen the timestamp, and will choose greater ones. */
  #assigned(ts: Timestamp): void {
    this.safeTs = Math.max(this.safeTs, ts);
    this.lastTs = Math.max(this.lastTs, ts);
  }

  #end(tid: TransactionId, outcome: Outcome): void {
    const record = this.prepared.get(tid);
    if (record !== undefined && outcome !== null) this.versions.write(record.writes, outcome);
    this.prepared.delete(tid);
    if (!this.isOver(tid)) this.#latest.set(clientOf(tid), { number: numberOf(tid), outcome });
    this.lastTs = Math.max(this.lastTs, outcome ?? 0);
  }
}

function clientOf(tid: TransactionId): string {
  return tid.slice(0, tid.indexOf('.'));
}

function numberOf(tid: TransactionId): number {
  return Number(tid.slice(tid.indexOf('.') + 1));
}
