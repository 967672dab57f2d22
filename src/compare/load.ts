import type { RandomStream } from '../base/random.ts';
import type { World } from '../harness/world.ts';
import type { Measured } from './measurements.ts';
import type { RunPlan } from './run-plan.ts';
import type { RequestSource } from './workload.ts';

type Perform = (measured: Measured) => Promise<void>;

/** Makes the requests of a run, until it is told to stop. */
export class Load {
  readonly #world: World;
  readonly #plan: RunPlan;
  readonly #perform: Perform;
  readonly #made: Measured[] = [];
  #isStopped = false;

  /** @param perform makes one request, and returns when it is answered or never will be. */
  constructor(world: World, plan: RunPlan, perform: Perform) {
    this.#world = world;
    this.#plan = plan;
    this.#perform = perform;
  }

  /** Ends it; what has happened so far, to requests that nobody has come to as well. What is under way stays open. */
  stop(): Measured[] {
    this.#isStopped = true;
    return this.#made.map((measured) => ({ ...measured }));
  }

  /** One client's share; ends with its last answer. */
  async client(client: number): Promise<void> {
    const { ratePerS, clients, durationMs, workload } = this.#plan;
    const source = workload.client(client, this.#world.stream(`workload ${client}`));
    const endMs = this.#world.nowMs + durationMs;
    if (ratePerS === undefined) await this.#closedLoop(client, source, endMs);
    else await this.#openLoop(client, source, endMs, ratePerS / clients);
  }

  async #closedLoop(client: number, source: RequestSource, endMs: number): Promise<void> {
    for (let i = 0; this.#mayGoOn(endMs); i++) await this.#perform(this.#next(client, source, i));
  }

  /** Requests come in whether or not the last one is answered, and wait for their turn. */
  async #openLoop(client: number, source: RequestSource, endMs: number, ratePerS: number): Promise<void> {
    const random = this.#world.stream(`pauses ${client}`);
    let turn = Promise.resolve();
    for (let i = 0; ; i++) {
      const pauseMs = pauseBefore(random, ratePerS);
      // Nobody waits for a request that comes too late.
      if (this.#world.nowMs + pauseMs >= endMs) break;
      await this.#world.sleep(pauseMs);
      if (!this.#mayGoOn(endMs)) break;
      const measured = this.#next(client, source, i);
      turn = turn.then(() => (this.#isStopped ? undefined : this.#perform(measured)));
    }
    await turn;
  }

  #mayGoOn(endMs: number): boolean {
    return !this.#isStopped && this.#world.nowMs < endMs && this.#made.length < this.#plan.requests;
  }

  #next(client: number, source: RequestSource, number: number): Measured {
    const measured = { client, request: source.next(`c${client}-${number}`), dueAtMs: this.#world.nowMs };
    this.#made.push(measured);
    return measured;
  }
}

/** Until the next of arrivals that know nothing of each other (a Poisson process), ms. */
function pauseBefore(random: RandomStream, ratePerS: number): number {
  return (-Math.log(1 - random.float()) / ratePerS) * 1_000;
}
