import type { RandomStream } from '../../base/random.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { CrashableEffect } from '../step-effects.ts';
import type { FaultInjector } from './injector.ts';
import type { AnyFault } from './registry.ts';

/** A crash point that nothing has reached by then is off. */
export const CRASH_POINT_MS = 500;

const EFFECTS: readonly CrashableEffect[] = ['send', 'reply', 'persist', 'apply'];

type Disturbance = 'crash' | 'crashPoint' | 'split' | 'isolate' | 'cut' | 'duplicate' | 'hold' | 'lose' | 'reorder';

const CRASHING: ReadonlySet<Disturbance> = new Set(['crash', 'crashPoint']);
const DISTURBANCES: readonly Disturbance[] = [
  'crash',
  'crashPoint',
  'split',
  'isolate',
  'cut',
  'duplicate',
  'hold',
  'lose',
  'reorder',
];

export interface FaultMixOptions {
  faults: FaultInjector;
  random: RandomStream;
  servers: readonly SimNode[];
  /** May servers crash? They lose what is not on their disks. */
  crashes: boolean;
}

/**
 * Faults of all kinds at random. Every run has its own selection of kinds: with all of them in every run, each would
 * hide what the others could have shown.
 *
 * @see Groce et al. 2012, Swarm Testing
 */
export class FaultMix {
  readonly #faults: FaultInjector;
  readonly #random: RandomStream;
  readonly #servers: readonly SimNode[];
  readonly #kinds: readonly Disturbance[];

  constructor({ faults, random, servers, crashes }: FaultMixOptions) {
    this.#faults = faults;
    this.#random = random;
    this.#servers = servers;
    const possible = DISTURBANCES.filter((kind) => crashes || !CRASHING.has(kind));
    const chosen = possible.filter(() => random.chance(0.5));
    this.#kinds = chosen.length > 0 ? chosen : [random.pick(possible)];
  }

  /** Injects one more fault, or takes some back. */
  disturb(): void {
    if (this.#random.chance(0.35)) this.#relieve();
    else this.#faults.inject(this.#oneOf(this.#random.pick(this.#kinds)));
  }

  /** Ends all faults: every server runs, and all messages arrive. */
  repair(): void {
    const { ids } = this;
    this.#restartDead();
    this.#faults.inject({ kind: 'partition', groups: [ids] });
    this.#faults.inject({ kind: 'cut', from: ids, to: ids, isCut: false });
    const change = { duplicateProbability: 0, holdProbability: 0 };
    this.#faults.inject({ kind: 'link-quality', from: ids, to: ids, change });
    this.#faults.inject({ kind: 'network-mode', isReliable: true, isReorderingReplies: false });
  }

  get ids(): number[] {
    return this.#servers.map(({ id }) => id);
  }

  #restartDead(): void {
    for (const { id, isAlive } of this.#servers) if (!isAlive) this.#faults.inject({ kind: 'restart', node: id });
  }

  /** Takes back what keeps servers apart, or down. */
  #relieve(): void {
    this.#restartDead();
    this.#faults.inject({ kind: 'partition', groups: [this.ids] });
  }

  #oneOf(kind: Disturbance): AnyFault {
    const random = this.#random;
    const { ids } = this;
    const { id } = random.pick(this.#servers);
    const shuffled = random.shuffled(ids);
    const size = random.int(1, Math.max(1, ids.length - 1));
    const [some, others] = [shuffled.slice(0, size), shuffled.slice(size)];
    switch (kind) {
      case 'crash':
        return { kind: random.chance(0.5) ? 'crash' : 'restart', node: id };
      case 'crashPoint': {
        const after = random.pick(EFFECTS);
        return {
          kind: 'crash-point',
          node: id,
          after,
          skip: random.int(0, 3),
          withinMs: CRASH_POINT_MS,
        };
      }
      case 'split':
        return { kind: 'partition', groups: [some, others] };
      case 'isolate':
        return { kind: 'isolate', node: id, from: ids };
      case 'cut':
        return { kind: 'cut', from: some, to: others, isCut: random.chance(0.6) };
      case 'duplicate': {
        const change = { duplicateProbability: 0.3, duplicateDelayMs: [0, random.int(10, 1_000)] } as const;
        return { kind: 'link-quality', from: ids, to: ids, change };
      }
      case 'hold': {
        const change = { holdProbability: 0.1, holdDelayMs: [10, random.int(50, 1_000)] } as const;
        return { kind: 'link-quality', from: ids, to: ids, change };
      }
      case 'lose':
        return { kind: 'network-mode', isReliable: random.chance(0.3) };
      case 'reorder':
        return { kind: 'network-mode', isReorderingReplies: random.chance(0.7) };
    }
  }
}
