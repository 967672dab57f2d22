import { NodeError } from '../../harness/nodes/node-error.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { World } from '../../harness/world.ts';
import type { Config } from '../../sdk/shardctrler.ts';
import { PropertyViolated } from '../failure.ts';
import type { CommitCheck } from '../raft/commit-check.ts';
import { within } from '../within.ts';
import { type Groups, parseConfig } from './config-rules.ts';
import { administration } from './properties.ts';

/** Elections and retries included, an operation takes a few seconds at most. */
const OPERATION_MS = 30_000;

/** A submission's clerk of the controller, in a node of its own. */
export class CtrlerClerk {
  readonly node: SimNode;
  readonly #world: World;
  readonly #commits: CommitCheck;

  constructor(world: World, node: SimNode, commits: CommitCheck) {
    this.#world = world;
    this.#commits = commits;
    this.node = node;
  }

  async query(num: number): Promise<Config> {
    const json = await this.#call('query', num);
    const config = parseConfig(json);
    if (config === undefined) {
      throw new NodeError(this.node, `query(${num}) returned ${json.slice(0, 200)}, not { num, shards, groups }`, '');
    }
    return config;
  }

  async join(groups: Groups): Promise<void> {
    await this.#change('join', groups);
  }

  async leave(gids: readonly number[]): Promise<void> {
    await this.#change('leave', gids);
  }

  async move(shard: number, gid: number): Promise<void> {
    // A shard that is there already need not go through the log.
    await this.#call('move', shard, gid);
  }

  async #change(method: string, ...args: unknown[]): Promise<void> {
    this.#commits.onCall(this.node);
    await this.#call(method, ...args);
  }

  async #call(method: string, ...args: unknown[]): Promise<string> {
    const json = await within(this.#world, OPERATION_MS, this.#world.call(this.node, method, args));
    if (json !== undefined) return json;
    throw new PropertyViolated(administration, {
      message: `${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')}) did not complete`,
      expected: `an answer within ${OPERATION_MS / 1000} s`,
      actual: `${this.node.spec.name} is still waiting for one`,
    });
  }
}
