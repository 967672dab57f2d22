import type { Call } from '../../../harness/network/call.ts';
import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { Observer } from '../../../harness/observer.ts';
import { PropertyViolated } from '../../failure.ts';
import { persistBeforeReply } from '../properties.ts';
import { asAppendRequest, asVoteRequest, isGranted, isSuccess, snapshotIndex } from './figure-2.ts';

/** Known since before we looked: nothing needs to be persisted for it any more. */
const SETTLED = -1;

class Server {
  /** When the persisted state last changed. */
  persistedAt = 0;
  lastState = '';
  /** A fact (a vote, an entry) → when the server first heard of it. */
  readonly knownSince = new Map<string, number>();
  /** The log up to here is in a snapshot. */
  snapshotIndex = 0;
  /** Applied up to here: an entry that is acknowledged there is the one that was applied, or a worse mistake. */
  lastApplied = 0;

  hears(fact: string, at: number): void {
    if (!this.knownSince.has(fact)) this.knownSince.set(fact, at);
  }

  settles(fact: string): void {
    this.knownSince.set(fact, SETTLED);
  }

  /** Has the persisted state changed since the server first heard of the fact? Settles it if so. */
  hasPersisted(fact: string): boolean {
    if ((this.knownSince.get(fact) ?? SETTLED) > this.persistedAt) return false;
    this.settles(fact);
    return true;
  }
}

/**
 * A reply that grants a vote or acknowledges entries must come after the server's persisted state has changed.
 *
 * Sound for any correct server: a vote or an entry that it first heard of at event n cannot be part of a state that
 * was last written before n. What the server put into its log itself does not count as heard.
 */
export class PersistBeforeReply implements Observer {
  readonly #servers = new Map<SimNode, Server>();
  #clock = 1;

  onPersist(node: SimNode, state: string): void {
    const server = this.#of(node);
    if (state === server.lastState) return;
    server.lastState = state;
    server.persistedAt = this.#clock++;
  }

  onBoot(node: SimNode): void {
    this.#of(node).lastApplied = 0;
  }

  onApply(node: SimNode, index: number): void {
    this.#of(node).lastApplied = index;
  }

  onRequest(call: Call): void {
    const append = asAppendRequest(call.method, call.args);
    for (const fact of append === undefined ? [] : entriesOf(append)) this.#of(call.from).settles(fact.key);
  }

  onReturn(node: SimNode, method: string, _args: string, value: string): void {
    if (method !== 'start') return;
    const result = JSON.parse(value) as { index?: number; term?: number; isLeader?: boolean } | null;
    if (result?.isLeader) this.#of(node).settles(entryKey(result.index, result.term));
  }

  onArrival(call: Call): void {
    const server = this.#of(call.to);
    const at = this.#clock++;
    const vote = asVoteRequest(call.method, call.args);
    if (vote !== undefined) server.hears(voteKey(vote.term, vote.candidateId), at);
    const append = asAppendRequest(call.method, call.args);
    for (const fact of append === undefined ? [] : entriesOf(append)) server.hears(fact.key, at);
    server.snapshotIndex = Math.max(server.snapshotIndex, snapshotIndex(call.method, call.args) ?? 0);
  }

  onReply(call: Call, value: string): void {
    const server = this.#of(call.to);
    const vote = asVoteRequest(call.method, call.args);
    if (vote !== undefined && isGranted(vote, value) && !server.hasPersisted(voteKey(vote.term, vote.candidateId))) {
      throw violation(call.to, `its vote for candidate ${vote.candidateId} in term ${vote.term}`, 'granted the vote');
    }
    const append = asAppendRequest(call.method, call.args);
    if (append === undefined || !isSuccess(append, value)) return;
    for (const { index, key } of entriesOf(append)) {
      if (index > Math.max(server.snapshotIndex, server.lastApplied) && !server.hasPersisted(key)) {
        throw violation(call.to, `the entry at index ${index}`, 'acknowledged the entry');
      }
    }
  }

  #of(node: SimNode): Server {
    let server = this.#servers.get(node);
    if (server === undefined) {
      server = new Server();
      this.#servers.set(node, server);
    }
    return server;
  }
}

function voteKey(term: number, candidateId: number): string {
  return `vote ${term} ${candidateId}`;
}

function entryKey(index: number | undefined, term: number | undefined): string {
  return `entry ${index} ${term}`;
}

function entriesOf({ prevLogIndex, entries }: { prevLogIndex: number; entries: { term: number }[] }) {
  return entries.map(({ term }, offset) => {
    const index = prevLogIndex + 1 + offset;
    return { index, key: entryKey(index, term) };
  });
}

function violation(node: SimNode, what: string, did: string): PropertyViolated {
  return new PropertyViolated(persistBeforeReply, {
    message: `${node.spec.name} replied before it persisted ${what}`,
    expected: `a changed state given to the persister before ${node.spec.name} replies`,
    actual: `${node.spec.name} ${did}, and its persisted state has not changed since it heard of it`,
  });
}
