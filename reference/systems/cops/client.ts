import type { BaselineClient, DoneAccess, Outcome, Request, Step } from '../../../src/sdk/baseline.ts';
import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { callUntilAnswered } from '../call-until-answered.ts';
import { shardOf } from '../shard-of.ts';
import { Context } from './context.ts';
import type { GetArgs, GetReply, PutArgs, PutReply, TidyArgs, TidyReply } from './messages.ts';
import { NEVER, type Version } from './version.ts';

/** A context of fewer entries is not worth tidying. */
const TIDY_FROM = 64;

export interface CopsClientOptions {
  /** The servers of the client's data centre, by shard. */
  local: readonly number[];
  /** COPS-GT: values carry all their dependencies, and several keys are read as of one point. */
  hasTransactions: boolean;
}

/** The client library of COPS and COPS-GT: everything stays in the local data centre. */
export class CopsClient implements BaselineClient {
  readonly #runtime: NodeRuntime<CopsClientOptions>;
  readonly #context: Context;
  #puts = 0;
  /** The context is tidied when it has grown to twice what was left the last time. */
  #tidyAt = TIDY_FROM;

  constructor(runtime: NodeRuntime<CopsClientOptions>) {
    this.#runtime = runtime;
    this.#context = new Context(runtime.options.hasTransactions);
  }

  async perform({ steps }: Request): Promise<Outcome> {
    const accesses: DoneAccess[] = [];
    const keys = steps.filter(({ op }) => op === 'read').map(({ key }) => key);
    if (keys.length > 1 && this.#runtime.options.hasTransactions) accesses.push(...(await this.getTransaction(keys)));
    else for (const key of keys) accesses.push({ op: 'read', key, value: await this.get(key) });
    for (const step of steps) {
      if (step.op === 'read') continue;
      accesses.push(await this.#write(step));
    }
    return { status: 'done', accesses };
  }

  async get(key: string): Promise<string | null> {
    const reply = await this.#fetch(key);
    this.#context.addRead(key, reply);
    return reply.value;
  }

  async put(key: string, value: string): Promise<void> {
    const { dependencies, nearest } = this.#context;
    const args: PutArgs = { key, value, dependencies, nearest, number: ++this.#puts };
    const { version } = await callUntilAnswered<PutReply>(this.#runtime, this.#ownerOf(key), 'Put', args);
    this.#context.addPut(key, version);
    if (this.#context.size >= this.#tidyAt) await this.#tidy();
  }

  /**
   * Values of several keys that fit together (COPS-GT's `get_trans`), in at most two rounds: a value that is older than
   * another one's dependency on it is fetched again, in exactly that version. It is there: a value does not appear
   * before what it depends on.
   */
  async getTransaction(keys: readonly string[]): Promise<DoneAccess[]> {
    const first = await Promise.all(keys.map((key) => this.#fetch(key)));
    const second = await Promise.all(
      keys.map((key, i) => {
        const reply = first[i] as GetReply;
        const least = leastVersion(key, first);
        return reply.version >= least ? reply : this.#fetch(key, least);
      }),
    );
    for (const [i, key] of keys.entries()) this.#context.addRead(key, second[i] as GetReply);
    return keys.map((key, i) => ({ op: 'read', key, value: (second[i] as GetReply).value }));
  }

  /** Asks which dependencies every data centre has by now: they need not be remembered. */
  async #tidy(): Promise<void> {
    const { local } = this.#runtime.options;
    const all = Object.entries(this.#context.dependencies);
    await Promise.all(
      local.map(async (server, shard) => {
        const versions = Object.fromEntries(all.filter(([key]) => shardOf(key, local.length) === shard));
        const args: TidyArgs = { versions };
        const { everywhere } = await callUntilAnswered<TidyReply>(this.#runtime, server, 'Tidy', args);
        this.#context.forget(everywhere, versions);
      }),
    );
    this.#tidyAt = Math.max(TIDY_FROM, 2 * this.#context.size);
  }

  async #write(step: Exclude<Step, { op: 'read' }>): Promise<DoneAccess> {
    if (step.op === 'add') throw new Error('COPS has no read-modify-write: the last writer wins');
    await this.put(step.key, step.value);
    return step;
  }

  #fetch(key: string, version?: Version): Promise<GetReply> {
    const args: GetArgs = version === undefined ? { key } : { key, version };
    return callUntilAnswered<GetReply>(this.#runtime, this.#ownerOf(key), 'Get', args);
  }

  #ownerOf(key: string): number {
    const { local } = this.#runtime.options;
    return local[shardOf(key, local.length)] as number;
  }
}

/** The least version of a key that goes with all the results. */
function leastVersion(key: string, results: readonly GetReply[]): Version {
  return results.reduce((least, { dependencies }) => Math.max(least, dependencies[key] ?? NEVER), NEVER);
}

export function copsClient(runtime: NodeRuntime<CopsClientOptions>): Program {
  const client = new CopsClient(runtime);
  return {
    onRpc: () => null,
    onCall: (_method, [request]) => client.perform(request as Request),
  };
}
