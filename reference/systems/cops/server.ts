import type { NodeRuntime, Program } from '../../../src/sdk/runtime.ts';
import { callUntilAnswered } from '../call-until-answered.ts';
import { shardOf } from '../shard-of.ts';
import type {
  AwaitArgs,
  Dependencies,
  EverywhereArgs,
  GetArgs,
  GetReply,
  Put,
  PutArgs,
  PutReply,
  ReplicateArgs,
  TidyArgs,
  TidyReply,
} from './messages.ts';
import { VersionStore } from './store.ts';
import { LamportClock, NEVER, type Version } from './version.ts';

export interface CopsServerOptions {
  /** Unique among all servers: breaks ties between versions. */
  number: number;
  /** The servers of this data centre, by shard. */
  local: readonly number[];
  /** The servers of this shard in the other data centres. */
  remote: readonly number[];
  /** Values appear as they arrive, whatever they depend on: what COPS improves on. */
  isEventual: boolean;
}

/** One shard in one data centre (lecture 17; paper, section 4). */
export class CopsServer {
  readonly #runtime: NodeRuntime<CopsServerOptions>;
  readonly #clock: LamportClock;
  readonly #store = new VersionStore();
  /** The last put of every client and its version. */
  readonly #lastPuts = new Map<number, { number: number; version: Version }>();

  constructor(runtime: NodeRuntime<CopsServerOptions>) {
    this.#runtime = runtime;
    this.#clock = new LamportClock(runtime.options.number);
  }

  readonly rpc = {
    Get: ({ key, version }: GetArgs): GetReply => this.#get(key, version),
    Put: (args: PutArgs, from: number): PutReply => ({ version: this.#putOnce(args, from) }),
    Tidy: ({ versions }: TidyArgs): TidyReply => this.#tidy(versions),
    Replicate: (args: ReplicateArgs): Promise<void> => this.#accept(args),
    Await: ({ key, version }: AwaitArgs): Promise<void> => this.#store.appeared(key, version),
    Everywhere: ({ key, version }: EverywhereArgs): void => this.#store.markEverywhere(key, version),
  };

  sizes(): { versions: number; dependencies: number } {
    return this.#store.sizes();
  }

  #get(key: string, version: number | undefined): GetReply {
    const stored = version === undefined ? this.#store.current(key) : this.#store.at(key, version);
    if (stored === undefined) return { value: null, version: NEVER, dependencies: {}, isEverywhere: true };
    return { ...stored, isEverywhere: this.#store.isEverywhere(key, stored.version) };
  }

  #putOnce(args: PutArgs, client: number): Version {
    const last = this.#lastPuts.get(client);
    if (last !== undefined && last.number >= args.number) return last.version;
    const version = this.#put(args);
    this.#lastPuts.set(client, { number: args.number, version });
    return version;
  }

  /** A local client's put: it appears here at once, and elsewhere when it gets there. */
  #put({ key, value, dependencies, nearest }: Put): Version {
    for (const seen of Object.values(dependencies)) this.#clock.see(seen);
    const version = this.#clock.next();
    this.#store.commit(key, { value, version, dependencies });
    void this.#replicate({ key, value, version, dependencies, nearest });
    return version;
  }

  #tidy(versions: Dependencies): TidyReply {
    const everywhere = Object.keys(versions).filter((key) => this.#store.isEverywhere(key, versions[key] as Version));
    return { everywhere };
  }

  async #replicate(put: ReplicateArgs): Promise<void> {
    const { remote } = this.#runtime.options;
    await Promise.all(remote.map((server) => callUntilAnswered(this.#runtime, server, 'Replicate', put)));
    const everywhere: EverywhereArgs = { key: put.key, version: put.version };
    this.#store.markEverywhere(put.key, put.version);
    for (const server of remote) void callUntilAnswered(this.#runtime, server, 'Everywhere', everywhere);
  }

  /** A put from another data centre appears when everything that it depends on has appeared here. */
  async #accept({ key, value, version, dependencies, nearest }: ReplicateArgs): Promise<void> {
    this.#clock.see(version);
    if (!this.#runtime.options.isEventual) await this.#dependenciesAppeared(nearest);
    this.#store.commit(key, { value, version, dependencies });
  }

  async #dependenciesAppeared(dependencies: Dependencies): Promise<void> {
    const { local } = this.#runtime.options;
    await Promise.all(
      Object.entries(dependencies).map(([key, version]) => {
        const args: AwaitArgs = { key, version };
        const owner = local[shardOf(key, local.length)] as number;
        return callUntilAnswered(this.#runtime, owner, 'Await', args);
      }),
    );
  }
}

export function copsServer(runtime: NodeRuntime<CopsServerOptions>): Program {
  const server = new CopsServer(runtime);
  return {
    onRpc: (method, args, from) => server.rpc[method as keyof CopsServer['rpc']](args as never, from),
    onCall: () => server.sizes(),
  };
}
