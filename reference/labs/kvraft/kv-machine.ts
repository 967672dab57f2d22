import type { StateMachine } from '../rsm/replicated-state-machine.ts';
import { type KVReply, KVStore, type Read, type Write } from './kv-store.ts';

/** The replicated state of a key/value server. */
export class KVMachine implements StateMachine<Read | Write, KVReply> {
  private store = new KVStore();

  apply(command: Read | Write): KVReply {
    return this.store.apply(command);
  }

  hasApplied(write: Write): boolean {
    return this.store.hasApplied(write);
  }

  encode(): string {
    return JSON.stringify(this.store.encode());
  }

  restore(snapshot: string): void {
    this.store = new KVStore(JSON.parse(snapshot));
  }
}
