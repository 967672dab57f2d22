import { background } from '../background.ts';
import type { KvClerk } from '../kvraft/kv-clerk.ts';
import type { ShardKvCluster } from './cluster.ts';

/** One operation of a client; `n` counts them. */
export type Step = (clerk: KvClerk, client: number, n: number) => Promise<unknown>;

/** Appends to the client's own key: client 3 writes key '3', and so shard 1. */
export const appendToOwnKey: Step = (clerk, client, n) => clerk.append(String(client), `x ${client} ${n} y`);

/** Clients that issue one operation after the other until they are told to stop. */
export class ClientLoad {
  readonly #cluster: ShardKvCluster;
  readonly #clients: readonly Promise<void>[];
  #isStopped = false;

  /** @param pauseMs between two operations of a client. */
  constructor(cluster: ShardKvCluster, { clients, pauseMs }: { clients: number; pauseMs: number }, step: Step) {
    this.#cluster = cluster;
    const count = cluster.world.variation.clients ?? clients;
    this.#clients = Array.from({ length: count }, (_, client) => background(this.#run(client, pauseMs, step)));
  }

  /** Lets every client finish the operation that it has begun. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#cluster.soon(Promise.all(this.#clients));
  }

  async #run(client: number, pauseMs: number, step: Step): Promise<void> {
    const clerk = this.#cluster.newClerk();
    for (let n = 0; !this.#isStopped; n++) {
      await step(clerk, client, n);
      await this.#cluster.elapse(pauseMs);
    }
  }
}
