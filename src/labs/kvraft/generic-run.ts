import { ELECTION_MS, type KvCluster } from './cluster.ts';
import { expectLinearizable } from './expect-linearizable.ts';
import { Rush } from './rush.ts';
import { expectSizes } from './sizes.ts';
import { WorkloadClient } from './workload-client.ts';

export interface GenericRunOptions {
  clients: number;
  /** Do the clients share keys? Otherwise each has one of its own, and knows what to find there. */
  hasRandomKeys?: boolean;
  /** Are all servers restarted after every round? */
  restarts?: boolean;
  /** Are the servers split again and again while clients work? */
  partitions?: boolean;
  /** Operations that the clients begin together, every so often. */
  rush?: { operations: number; everyMs: number };
}

export const ROUNDS = 3;
const ROUND_MS = 5_000;
/** With partitions the clients work undisturbed for a second first. */
const PEACE_MS = 1_000;
/** How long a rush goes on before the servers are split: long enough to be under way, too short to be over. */
const UNDER_WAY_MS = 20;
export const USUAL_RUSH = { operations: 10, everyMs: 250 };

/** The scenario that most tests of Lab 3 vary (Go: `GenericTest`). */
export class GenericRun {
  readonly #cluster: KvCluster;
  readonly #options: GenericRunOptions;
  readonly #clients: readonly WorkloadClient[];
  /** Has a client seen something else than what it wrote? Then the rest is only to find out what has happened. */
  #isSuspicious = false;

  constructor(cluster: KvCluster, options: GenericRunOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { clients, hasRandomKeys = false } = options;
    this.#clients = Array.from({ length: clients }, (_, id) => {
      const random = cluster.world.stream(`client ${id}`);
      return new WorkloadClient(id, cluster.newClerk(), { clients, hasRandomKeys }, random);
    });
  }

  async run(): Promise<void> {
    const reader = this.#cluster.newClerk();
    for (let round = 0; round < ROUNDS; round++) {
      await this.#work();
      if (this.#options.restarts) await this.#restartAll();
      // Only now are the values read: what is lost must not show in somebody else's test.
      for (const client of this.#clients) {
        const value = await this.#cluster.soon(reader.get(client.key));
        if (!this.#options.hasRandomKeys && !client.isOwnValue(value)) this.#isSuspicious = true;
      }
      if (this.#isSuspicious) expectLinearizable(this.#cluster.history.operations());
      expectSizes(this.#cluster);
    }
  }

  async #work(): Promise<void> {
    const rush = new Rush();
    const atWork = this.#clients.map(async (client) => {
      if (!(await client.work(rush))) this.#isSuspicious = true;
    });
    if (this.#options.partitions) {
      await this.#disturb(rush, PEACE_MS, false);
      await this.#disturb(rush, ROUND_MS, true);
      this.#cluster.heal();
      await this.#cluster.elapse(ELECTION_MS);
    } else {
      await this.#disturb(rush, ROUND_MS, false);
    }
    rush.end();
    await this.#cluster.soon(Promise.all(atWork));
  }

  /** One rush after the other, and about every second a rush in which the servers are split anew. */
  async #disturb(rush: Rush, forMs: number, partitions: boolean): Promise<void> {
    const { random, world } = this.#cluster;
    const { operations, everyMs } = this.#options.rush ?? USUAL_RUSH;
    const endMs = world.nowMs + forMs;
    let nextSplitMs = world.nowMs;
    while (world.nowMs < endMs && !this.#isSuspicious) {
      rush.start(operations);
      if (partitions && world.nowMs >= nextSplitMs) {
        await this.#cluster.elapse(random.between(0, UNDER_WAY_MS));
        this.#split();
        nextSplitMs = world.nowMs + ELECTION_MS + random.int(0, 199);
      }
      await this.#cluster.elapse(random.between(0.5, 1.5) * everyMs);
    }
  }

  #split(): void {
    const { random, servers } = this.#cluster;
    const shuffled = random.shuffled(servers);
    const size = random.int(1, servers.length - 1);
    this.#cluster.partition(shuffled.slice(0, size), shuffled.slice(size));
  }

  async #restartAll(): Promise<void> {
    const cluster = this.#cluster;
    cluster.crash(...cluster.servers);
    await cluster.elapse(ELECTION_MS);
    cluster.restart(...cluster.servers);
  }
}
