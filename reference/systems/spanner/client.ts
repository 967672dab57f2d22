import {
  type BaselineClient,
  type DoneAccess,
  numberOf,
  type Outcome,
  type Request,
  taggedNumber,
} from '../../../src/sdk/baseline.ts';
import { TrueTime } from '../../../src/sdk/programs/true-time.ts';
import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { GroupClient } from './group-client.ts';
import type { Priority, Timestamp } from './messages.ts';
import { readAt } from './read-only.ts';
import { Transaction } from './transaction.ts';

/** A transaction that loses against older ones begins again so often before its application is told. */
const ATTEMPTS = 50;
/** The longest wait before it begins again, ms. */
const BACK_OFF_MS = 50;

export interface ClientOptions {
  /** The replicas of every group, node ids, the client's own site in front. */
  groups: readonly (readonly number[])[];
  /** How far a node's clock may be off. */
  uncertaintyMs: number;
}

/** The client library: it runs transactions, and begins again those that were aborted. */
class SpannerClient implements BaselineClient {
  readonly #runtime: NodeRuntime<ClientOptions>;
  readonly #trueTime: TrueTime;
  readonly #groups: readonly GroupClient[];
  /** Unlikely to be drawn twice: another incarnation of this node is another client. */
  readonly #id = Math.random().toString(36).slice(2, 10);
  #transactions = 0;

  constructor(runtime: NodeRuntime<ClientOptions>) {
    this.#runtime = runtime;
    this.#trueTime = new TrueTime(runtime.options.uncertaintyMs);
    this.#groups = runtime.options.groups.map((replicas) => new GroupClient(runtime, replicas));
  }

  perform(request: Request): Promise<Outcome> {
    return request.steps.every(({ op }) => op === 'read') ? this.#readOnly(request) : this.#readWrite(request);
  }

  /** @param priority the older, the better its chances; a transaction that begins again keeps it. */
  begin(priority: Priority = [this.#trueTime.now().latest, this.#id]): Transaction {
    this.#transactions += 1;
    return new Transaction(this.#groups, `${this.#id}.${this.#transactions}`, priority);
  }

  /** A read of the past; undefined when it was too long ago. */
  readAt(keys: readonly string[], ts: Timestamp): Promise<Map<string, string | null> | undefined> {
    return readAt(this.#runtime, this.#runtime.options.groups, { keys, ts });
  }

  /** Start rule: the timestamp of a read-only transaction is TT.now().latest at its start. */
  async #readOnly({ steps }: Request): Promise<Outcome> {
    const keys = steps.map(({ key }) => key);
    for (;;) {
      const values = await this.readAt(keys, this.#trueTime.now().latest);
      if (values === undefined) continue;
      return { status: 'done', accesses: keys.map((key) => ({ op: 'read', key, value: values.get(key) ?? null })) };
    }
  }

  async #readWrite(request: Request): Promise<Outcome> {
    const priority: Priority = [this.#trueTime.now().latest, this.#id];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const transaction = this.begin(priority);
      const accesses = await execute(transaction, request);
      if ((await transaction.commit()) && accesses !== undefined) return { status: 'done', accesses };
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * BACK_OFF_MS));
    }
    return { status: 'aborted', reason: `other transactions were older, ${ATTEMPTS} times` };
  }
}

/** Reads first, all at once; undefined when it has lost its locks. */
async function execute(transaction: Transaction, request: Request): Promise<DoneAccess[] | undefined> {
  const wanted = request.steps.filter(({ op }) => op !== 'write').map(({ key }) => key);
  const values = await transaction.read(wanted);
  if (values === undefined) return undefined;
  const accesses: DoneAccess[] = [];
  for (const step of request.steps) {
    const { key } = step;
    const read = values.get(key) ?? null;
    if (step.op !== 'write') accesses.push({ op: 'read', key, value: read });
    if (step.op === 'read') continue;
    const value = step.op === 'write' ? step.value : taggedNumber(numberOf(read) + step.amount, request);
    transaction.write(key, value);
    accesses.push({ op: 'write', key, value });
  }
  return accesses;
}

/** The lecture's interface, for a caller that decides as it goes: transactions, each known by a number. */
class InteractiveTransactions {
  readonly #client: SpannerClient;
  readonly #open = new Map<number, Transaction>();

  constructor(client: SpannerClient) {
    this.#client = client;
  }

  async call(method: string, number: number, key: string, value: string): Promise<unknown> {
    const transaction = this.#open.get(number) ?? this.#client.begin();
    this.#open.set(number, transaction);
    switch (method) {
      case 'txRead':
        return (await transaction.read([key]))?.get(key) ?? null;
      case 'txWrite':
        return transaction.write(key, value);
      case 'txCommit':
        this.#open.delete(number);
        return transaction.commit();
      default:
        throw new Error(`a Spanner client has no method '${method}'`);
    }
  }
}

export function spannerClient(runtime: NodeRuntime<ClientOptions>): Program {
  const client = new SpannerClient(runtime);
  const interactive = new InteractiveTransactions(client);
  return {
    onRpc: () => null,
    onCall(method, [first, second, third]) {
      if (method === 'request') return client.perform(first as Request);
      if (method === 'readAt')
        return client
          .readAt(first as string[], second as Timestamp)
          .then((values) => values && Object.fromEntries(values));
      return interactive.call(method, first as number, second as string, third as string);
    },
  };
}
