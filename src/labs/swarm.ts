import { DISTURBANCES, type Disturbance, type DisturbanceTarget } from './disturbances.ts';
import type { Minimum } from './require-minimum.ts';

export interface SwarmOptions {
  steps: number;
  /** Between two steps. */
  everyMs: readonly [number, number];
  /** Called at every step, before the disturbance. */
  onStep?: () => void;
}

/** Kinds of disturbances in one run: few enough to meet again and again, in ever new order. */
const KINDS = 5;
/** How many go on at the same time. */
const AT_ONCE = 2;

/**
 * Disturbs a group of servers in ways that the seed chooses: a run has some kinds of disturbances only, because all of
 * them together keep each other from doing harm (Groce et al. 2012, Swarm Testing).
 */
export class Swarm {
  readonly #target: DisturbanceTarget;
  readonly #kinds: readonly Disturbance[];
  readonly #active: (() => void)[] = [];
  #begun = 0;

  constructor(target: DisturbanceTarget, among: readonly Disturbance[] = DISTURBANCES) {
    this.#target = target;
    this.#kinds = target.random.shuffled(among).slice(0, KINDS);
  }

  /** At the end nothing is disturbed any more. */
  async run({ steps, everyMs, onStep }: SwarmOptions): Promise<void> {
    const { random, world } = this.#target;
    for (let step = 0; step < steps; step++, this.#begun++) {
      onStep?.();
      if (this.#active.length === AT_ONCE) this.#active.shift()?.();
      this.#active.push((this.#kinds[this.#begun % this.#kinds.length] as Disturbance).begin(this.#target));
      await world.sleep(random.between(...everyMs));
    }
    for (const end of this.#active.splice(0)) end();
  }

  /** What must have happened for a verdict. */
  minimums(least: number): Minimum[] {
    return [{ what: `disturbances (${this.#kinds.map(({ name }) => name).join(', ')})`, least, count: this.#begun }];
  }
}
