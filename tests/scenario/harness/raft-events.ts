import { Call } from '../../../src/harness/network/call.ts';
import { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import type { Observer } from '../../../src/harness/observer.ts';
import { Disk } from '../../../src/harness/storage/disk.ts';
import { PropertyViolated } from '../../../src/labs/failure.ts';

/** What happens in a Raft group, told to one invariant event by event, as the world tells it. */
export class RaftEvents {
  nowMs = 0;
  readonly servers: readonly SimNode[];
  readonly #invariant: Observer;
  #calls = 0;

  constructor(invariant: (now: () => number) => Observer, count = 3) {
    this.#invariant = invariant(() => this.nowMs);
    this.servers = Array.from({ length: count }, (_, id) => {
      const spec = { name: `server ${id}`, program: 'raft', options: null };
      return new SimNode(id, spec, new Disk());
    });
    for (const id of this.servers.keys()) this.restart(id);
  }

  server(id: number): SimNode {
    return this.servers[id] as SimNode;
  }

  /** The server crashes if it runs, and boots from its disk. */
  restart(id: number): void {
    const node = this.server(id);
    if (node.isAlive) this.#invariant.onStop?.(node);
    node.isAlive = true;
    node.incarnation++;
    this.#invariant.onBoot?.(node);
  }

  role(id: number, term: number, isLeader = false): void {
    this.#invariant.onRole?.(this.server(id), term, isLeader);
  }

  persist(id: number, state: string, snapshot?: string): void {
    this.server(id).disk.write(state, snapshot);
    this.#invariant.onPersist?.(this.server(id), state, snapshot);
  }

  apply(id: number, index: number, command: unknown): void {
    this.#invariant.onApply?.(this.server(id), index, JSON.stringify(command), 0);
  }

  applySnapshot(id: number, index: number, snapshot: string): void {
    this.#invariant.onApplySnapshot?.(this.server(id), index, 1, snapshot, 0);
  }

  /** The harness has called start on a server. */
  started(id: number, value: unknown): void {
    this.#invariant.onReturn?.(this.server(id), 'start', '["x"]', JSON.stringify(value ?? null));
  }

  /** A request leaves. */
  request(from: number, to: number, method: string, args: unknown): Call {
    const number = ++this.#calls;
    const call = new Call(number, this.server(from), number, this.server(to), method, JSON.stringify(args), false);
    this.#invariant.onRequest?.(call);
    return call;
  }

  /** A request leaves and arrives. */
  ask(from: number, to: number, method: string, args: unknown): Call {
    const call = this.request(from, to, method, args);
    this.#invariant.onArrival?.(call);
    return call;
  }

  reply(call: Call, value: unknown): void {
    this.#invariant.onReply?.(call, JSON.stringify(value));
  }
}

/** RequestVote in the words of Figure 2. */
export function voteArgs(term: number, candidateId: number) {
  return { term, candidateId, lastLogIndex: 0, lastLogTerm: 0 };
}

/** AppendEntries in the words of Figure 2, with entries of the given terms behind `prevLogIndex`. */
export function appendArgs(term: number, prevLogIndex: number, entryTerms: readonly number[]) {
  const entries = entryTerms.map((entryTerm) => ({ term: entryTerm, command: 'x' }));
  return { term, leaderId: 0, prevLogIndex, prevLogTerm: 0, entries, leaderCommit: 0 };
}

/** What an invariant says to a sequence of events: `legal`, or the whole of its complaint. */
export function verdict(tell: () => void): unknown {
  try {
    tell();
    return 'legal';
  } catch (error) {
    if (!(error instanceof PropertyViolated)) throw error;
    const { message, expected, actual } = error.details;
    return { property: error.property.name, message, expected, actual };
  }
}
