import type { RandomStream } from '../../../base/random.ts';
import type { RaftCluster } from '../cluster.ts';

/** How long to wait for a command before each look whether it was committed. */
const LOOK_AFTER_MS = [10, 20, 50, 100, 200];
/** Between two commands: the log is written at every change, so a longer one only costs time. */
const PAUSE_MS = [20, 60] as const;

interface SeenCommand {
  index: number;
  command: string;
  atMs: number;
}

/** Proposes one command after the other to whoever takes it, and remembers those that it saw committed. */
export class ChurnClient {
  readonly seen: SeenCommand[] = [];
  readonly #cluster: RaftCluster;
  readonly #random: RandomStream;
  /** How long to wait while nobody leads: different for each client. */
  readonly #noLeaderPauseMs: number;
  #isStopped = false;

  constructor(cluster: RaftCluster, number: number) {
    this.#cluster = cluster;
    this.#random = cluster.world.stream(`client ${number}`);
    this.#noLeaderPauseMs = 79 + number * 17;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      const command = this.#cluster.freshCommand();
      const index = await this.#propose(command);
      if (index === undefined) {
        await this.#cluster.elapse(this.#noLeaderPauseMs);
      } else {
        await this.#watch(index, command);
        await this.#cluster.elapse(this.#random.between(...PAUSE_MS));
      }
    }
  }

  async #propose(command: string): Promise<number | undefined> {
    const { servers } = this.#cluster;
    const results = await Promise.all(servers.map((server) => this.#cluster.start(server, command)));
    return results.findLast((result) => result?.isLeader)?.index;
  }

  /** The leader may be about to lose its place: do not wait for ever. */
  async #watch(index: number, command: string): Promise<void> {
    const { applied, world } = this.#cluster;
    for (const pauseMs of LOOK_AFTER_MS) {
      await this.#cluster.elapse(pauseMs);
      const found = applied.commandAt(index);
      if (found === JSON.stringify(command)) this.seen.push({ index, command, atMs: world.nowMs });
      if (found !== undefined) return;
    }
  }
}
