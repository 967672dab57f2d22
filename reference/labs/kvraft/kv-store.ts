import type { OperationId } from '../rsm/operation-id.ts';
import type { Reply } from '../rsm/server-group.ts';
import { type EncodedSessions, SessionTable } from '../rsm/session-table.ts';

export interface Read extends OperationId {
  op: 'get';
  key: string;
}

export interface Write extends OperationId {
  op: 'put' | 'append';
  key: string;
  value: string;
}

export interface KVReply extends Reply {
  /** The value of the key, in the reply to a read. */
  value?: string;
}

export interface EncodedStore {
  data: Record<string, string>;
  sessions: EncodedSessions;
}

/** Values by key, and the writes that made them: whoever has the data also knows what must not be applied again. */
export class KVStore {
  private readonly data: Map<string, string>;
  private readonly sessions: SessionTable;

  constructor(encoded: EncodedStore = { data: {}, sessions: {} }) {
    this.data = new Map(Object.entries(encoded.data));
    this.sessions = new SessionTable(encoded.sessions);
  }

  apply(command: Read | Write): KVReply {
    if (command.op === 'get') return { err: 'OK', value: this.get(command.key) };
    this.writeOnce(command);
    return { err: 'OK' };
  }

  hasApplied(write: Write): boolean {
    return this.sessions.hasApplied(write);
  }

  encode(): EncodedStore {
    return { data: Object.fromEntries(this.data), sessions: this.sessions.encode() };
  }

  private get(key: string): string {
    return this.data.get(key) ?? '';
  }

  /** A write that was retried may be in the log twice: only here is it known whether the first copy took effect. */
  private writeOnce(write: Write): void {
    if (this.hasApplied(write)) return;
    this.data.set(write.key, write.op === 'append' ? this.get(write.key) + write.value : write.value);
    this.sessions.record(write);
  }
}
