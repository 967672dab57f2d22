import type { KvHistory, KvInput } from '../../checker/kv-history.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { World } from '../../harness/world.ts';
import { PropertyViolated } from '../failure.ts';
import type { CommitCheck } from '../raft/commit-check.ts';
import { wholeValues } from './properties.ts';

/** A submission's clerk in a node of its own. What it is asked and what it answers is recorded in the history. */
export class KvClerk {
  readonly node: SimNode;
  readonly #world: World;
  readonly #history: KvHistory;
  readonly #commits: CommitCheck;

  constructor(world: World, node: SimNode, { history, commits }: { history: KvHistory; commits: CommitCheck }) {
    this.#world = world;
    this.#history = history;
    this.#commits = commits;
    this.node = node;
  }

  async get(key: string): Promise<string> {
    const { call, json } = await this.#perform({ op: 'get', key }, [key]);
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'string') {
      throw new PropertyViolated(wholeValues, {
        message: `a get of ${this.node.spec.name} returned no string`,
        expected: `the value of ${JSON.stringify(key)}, or '' if there is none`,
        actual: `get(${JSON.stringify(key)}) returned ${json.slice(0, 200)}`,
        hint: 'keep values in a Map: a plain object has keys like __proto__ of its own; the value of an absent key is the empty string',
      });
    }
    this.#history.return(call, value, this.#world.nowMs);
    return value;
  }

  put(key: string, value: string): Promise<void> {
    return this.#write({ op: 'put', key, value });
  }

  append(key: string, value: string): Promise<void> {
    return this.#write({ op: 'append', key, value });
  }

  async #write(input: KvInput & { value: string }): Promise<void> {
    this.#commits.onCall(this.node);
    const { call } = await this.#perform(input, [input.key, input.value]);
    this.#history.return(call, undefined, this.#world.nowMs);
  }

  async #perform(input: KvInput, args: readonly string[]): Promise<{ call: number; json: string }> {
    const call = this.#history.call(this.node.spec.name, input, this.#world.nowMs);
    const json = await this.#world.call(this.node, input.op, args);
    // Nobody crashes clerks: only the end of the run can keep an operation from returning.
    return json === undefined ? new Promise(() => {}) : { call, json };
  }
}
