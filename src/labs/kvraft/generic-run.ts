import { ELECTION_MS, type KvCluster } from './cluster.ts';
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
  /** Is a single server restarted again and again while clients work? */
  restartsUnderLoad?: boolean;
  /** Operations that the clients begin together, every so often. */
  rush?: { operations: number; everyMs: number };
}

export const ROUNDS = 3;
const ROUND_MS = 5_000;
/** With partitions the clients work undisturbed for a second first. */
const PEACE_MS = 1_000;
/** How long a rush goes on before the servers are split: long enough to be under way, too short to be over. */
const UNDER_WAY_MS = 20;
const USUAL_RUSH = { operations: 10, everyMs: 250 };

/** The scenario that most tests of Lab 3 vary (Go: `GenericTest`). */
export class GenericRun {
  readonly #cluster: KvCluster;
  readonly #options: GenericRunOptions;
  readonly #clients: readonly WorkloadClient[];
  /** A client that has seen something else than what it wrote. Then the rest is only to find out what has happened. */
  #victim: WorkloadClient | undefined;

  constructor(cluster: KvCluster, options: GenericRunOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { hasRandomKeys = false } = options;
    const clients = cluster.world.variation.clients ?? options.clients;
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
      // Read after the restart: what is missing now is in no snapshot and no log.
      for (const client of this.#clients) {
        const value = await this.#cluster.soon(reader.get(client.key));
        if (!client.mayBeValue(value)) this.#victim = client;
      }
      if (this.#victim !== undefined) await this.#blameFor(this.#victim);
      expectSizes(this.#cluster);
    }
  }

  #blameFor({ key }: WorkloadClient): Promise<never> {
    return this.#cluster.blame(
      this.#clients.map((client) => client.key),
      {
        message: `a client found something else than what it wrote under its own key ${JSON.stringify(key)}`,
        expected: 'what it put and appended, in that order: nobody else writes there',
        actual: 'another value',
      },
    );
  }

  async #work(): Promise<void> {
    const rush = new Rush();
    const allDone = Promise.all(
      this.#clients.map(async (client) => {
        if (!(await client.work(rush))) this.#victim = client;
      }),
    );
    // What goes wrong meanwhile is thrown at the end.
    allDone.catch(() => {});
    if (this.#options.partitions) {
      await this.#keepBusy(rush, PEACE_MS);
      await this.#keepBusy(rush, ROUND_MS, () => this.#split());
      this.#cluster.heal();
      await this.#cluster.elapse(ELECTION_MS);
    } else {
      await this.#keepBusy(rush, ROUND_MS, this.#options.restartsUnderLoad ? () => this.#restartOne() : undefined);
    }
    rush.end();
    await this.#cluster.soon(allDone);
  }

  /** One rush after the other; about every second one in which something happens to the servers. */
  async #keepBusy(rush: Rush, forMs: number, disturb?: () => void | Promise<void>): Promise<void> {
    const { random, world } = this.#cluster;
    const { operations, everyMs } = this.#options.rush ?? USUAL_RUSH;
    const endMs = world.nowMs + forMs;
    let nextDisturbanceMs = world.nowMs;
    while (world.nowMs < endMs && this.#victim === undefined) {
      rush.start(operations);
      if (disturb !== undefined && world.nowMs >= nextDisturbanceMs) {
        await this.#cluster.elapse(random.between(0, UNDER_WAY_MS));
        await disturb();
        nextDisturbanceMs = world.nowMs + ELECTION_MS + random.int(0, 199);
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

  /** Half of the time the leader, which has most to forget. */
  async #restartOne(): Promise<void> {
    const { random, servers } = this.#cluster;
    this.#cluster.restart(random.chance(0.5) ? await this.#cluster.leader() : random.pick(servers));
  }

  async #restartAll(): Promise<void> {
    const cluster = this.#cluster;
    cluster.crash(...cluster.servers);
    await cluster.elapse(ELECTION_MS);
    cluster.restart(...cluster.servers);
  }
}
