import type { Host } from '../host.ts';
import type { BootConfig, EventKind } from '../protocol.ts';
import type { Bundle } from '../vm-host.ts';
import type { Child } from './child.ts';
import type { ChildPool } from './child-pool.ts';
import { BrokenChannel } from './frames.ts';
import { NodesLost } from './nodes-lost.ts';
import { REQUEST } from './request.ts';
import { requireJson } from './require-json.ts';

export interface ProcessHostOptions {
  bundle: Bundle;
  pool: ChildPool;
  /** A child of its own for every incarnation of every node? Otherwise all nodes share one. */
  isStrict: boolean;
}

interface Answer {
  effects: string;
  notes: string;
}

const NOTHING: Answer = { effects: '', notes: '' };

/**
 * Runs nodes in jailed child processes. This process, where the verdict is found, never runs what a submission wrote;
 * whatever a child says is checked like any node's effects.
 *
 * A step is one exchange over blocking pipes: the child takes the event, drains its microtasks and answers.
 *
 * @throws NodesLost from `boot` and `deliver` when the child ends, does not answer in time, or says what is no answer.
 */
export class ProcessHost implements Host {
  readonly #options: ProcessHostOptions;
  /** By slot; all the same one unless isolation is strict. */
  readonly #children: (Child | undefined)[] = [];
  #shared: Child | undefined;
  #answer = NOTHING;

  constructor(options: ProcessHostOptions) {
    this.#options = options;
  }

  boot(slot: number, config: BootConfig): void {
    const child = this.#childFor(slot);
    child.request.uint32(REQUEST.boot).uint32(slot).text(JSON.stringify(config));
    this.#exchange(child);
  }

  deliver(slot: number, nowMs: number, kind: EventKind, a: number, b: number, c: string, d: string): void {
    const child = this.#children[slot] as Child;
    child.request.uint32(REQUEST.deliver).uint32(slot).uint32(kind).number(nowMs).number(a).number(b).text(c).text(d);
    this.#exchange(child);
  }

  /** @throws ProtocolViolation for values that are no JSON: a child need not speak through the prelude. */
  collect(): string {
    const { effects, notes } = this.#answer;
    requireJson(effects, notes);
    return effects;
  }

  takeNotes(): string {
    const { notes } = this.#answer;
    this.#answer = NOTHING;
    return notes;
  }

  stop(slot: number): void {
    const child = this.#children[slot];
    this.#children[slot] = undefined;
    if (child === undefined) return;
    if (child !== this.#shared) {
      child.close();
      return;
    }
    child.request.uint32(REQUEST.stop).uint32(slot);
    const answer = this.#answer;
    this.#exchange(child);
    // What the step said that led here is still being read.
    this.#answer = answer;
  }

  close(): void {
    if (this.#shared !== undefined) this.#options.pool.giveBack(this.#shared);
    else for (const child of this.#children) child?.close();
    this.#children.length = 0;
    this.#shared = undefined;
  }

  #childFor(slot: number): Child {
    const { isStrict } = this.#options;
    const child = isStrict ? this.#load() : (this.#shared ?? this.#load());
    if (!isStrict) this.#shared = child;
    this.#children[slot] = child;
    return child;
  }

  #load(): Child {
    const { pool, bundle } = this.#options;
    const child = pool.take();
    child.request.uint32(REQUEST.load).text(bundle.code).text(bundle.fileName);
    this.#exchange(child);
    return child;
  }

  #exchange(child: Child): void {
    this.#answer = NOTHING;
    try {
      this.#answer = child.exchange();
    } catch (error) {
      if (!(error instanceof BrokenChannel)) throw error;
      if (child === this.#shared) this.#shared = undefined;
      throw new NodesLost(this.#options.pool.loss(child, error));
    }
  }
}
