import { RandomStream } from '../../base/random.ts';
import { TimeHeap } from '../../base/time-heap.ts';
import type { EventKind } from '../nodes/protocol.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import { SimEvent, TASK } from './sim-event.ts';

/** Virtual time advances in whole nanoseconds, written in milliseconds. */
const UNITS_PER_MS = 1e6;

/** The virtual clock and the queue of what is going to happen, ordered by time, then by scheduling. */
export class Scheduler {
  readonly seed: number | string;
  readonly #queue = new TimeHeap<SimEvent>();
  #nowMs = 0;

  constructor(seed: number | string) {
    this.seed = seed;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** A random stream of its own for one consumer. */
  stream(name: string): RandomStream {
    return new RandomStream(this.seed, name);
  }

  /** Schedules a node event for the node's current incarnation. */
  scheduleEvent(delayMs: number, kind: EventKind, node: SimNode, a: number, b: number, c: string, d: string): SimEvent {
    const event = new SimEvent(this.#timeAfter(delayMs), kind, node, a, b, c, d, undefined);
    this.#queue.push(event.atMs, event);
    return event;
  }

  /** Schedules something of the harness itself. Set `isCancelled` on the result to call it off. */
  scheduleTask(delayMs: number, task: () => void): SimEvent {
    const event = new SimEvent(this.#timeAfter(delayMs), TASK, undefined, 0, 0, '', '', task);
    this.#queue.push(event.atMs, event);
    return event;
  }

  /** Puts an event that was taken out back, to happen now. */
  reschedule(event: SimEvent): void {
    event.atMs = this.#nowMs;
    this.#queue.push(event.atMs, event);
  }

  /** Removes the next event that still matters and moves the clock to it; undefined when nothing is left. */
  next(): SimEvent | undefined {
    for (;;) {
      const event = this.#queue.pop();
      if (event === undefined) return undefined;
      if (event.isCancelled) continue;
      const node = event.node;
      if (node !== undefined && (node.incarnation !== event.incarnation || !node.isAlive)) continue;
      this.#nowMs = event.atMs;
      return event;
    }
  }

  #timeAfter(delayMs: number): number {
    return Math.round((this.#nowMs + delayMs) * UNITS_PER_MS) / UNITS_PER_MS;
  }
}
