import type { SimNode } from '../../harness/nodes/sim-node.ts';
import { key2shard } from '../../sdk/shardkv.ts';
import type { KvClerk } from '../kvraft/kv-clerk.ts';
import type { ShardKvCluster } from './cluster.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { shardProgress } from './properties.ts';

/** Keys that only one clerk writes, one after the other, so that their values are known. */
export class KnownKeys {
  readonly keys: readonly string[];
  readonly #cluster: ShardKvCluster;
  readonly #clerk: KvClerk;
  readonly #values = new Map<string, string>();
  #writes = 0;

  /** Keys '0', '1', … : ten of them lie in ten different shards. */
  constructor(cluster: ShardKvCluster, count: number) {
    this.#cluster = cluster;
    this.#clerk = cluster.newClerk();
    this.keys = Array.from({ length: count }, (_, i) => String(i));
  }

  /** Who reads and writes them. */
  get client(): SimNode {
    return this.#clerk.node;
  }

  /** Those of some shards. */
  in(shards: ReadonlySet<number>): string[] {
    return this.keys.filter((key) => shards.has(key2shard(key)));
  }

  async put(sizeBytes: number, keys = this.keys): Promise<void> {
    for (const key of keys) {
      const value = this.#freshValue(sizeBytes);
      await this.#cluster.soon(this.#clerk.put(key, value));
      this.#values.set(key, value);
    }
  }

  async check(keys = this.keys, property = shardProgress): Promise<void> {
    for (const key of keys) await this.#check(key, property);
  }

  /** Reads each key, then appends to it. */
  async checkAndAppend(keys = this.keys, property = shardProgress): Promise<void> {
    for (const key of keys) {
      await this.#check(key, property);
      const suffix = this.#freshValue(5);
      await this.#cluster.soon(this.#clerk.append(key, suffix), property);
      this.#values.set(key, this.#values.get(key) + suffix);
    }
  }

  async #check(key: string, property = shardProgress): Promise<void> {
    const value = await this.#cluster.soon(this.#clerk.get(key), property);
    // No need to go on with a wrong value: the checker knows what is wrong with it.
    if (value !== this.#values.get(key)) expectLinearizable(this.#cluster.history.operations());
  }

  /** No two are the same, and none is part of another: a get shows whose writes it has seen. */
  #freshValue(sizeBytes: number): string {
    return `x${this.#writes++}y`.padStart(sizeBytes, 'z');
  }
}
