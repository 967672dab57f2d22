import type { Scheduler } from '../simulation/scheduler.ts';
import type { SimEvent } from '../simulation/sim-event.ts';
import type { Machine } from './machine.ts';

/**
 * How busy a machine is: one CPU that takes a step at a time, a disk and a network card that each do one thing at a time.
 *
 * A step's effects leave in order. What follows a write leaves when the write is durable, and so does whatever later
 * steps put out: a later message may depend on it.
 */
export class Load {
  /** Time spent computing so far, ms. */
  cpuMs = 0;
  readonly #machine: Machine;
  readonly #scheduler: Scheduler;
  /** Events that have arrived while the CPU was busy, in order. */
  readonly #waiting: SimEvent[] = [];
  /** The event whose turn it is, between leaving the queue and its step. */
  #next: SimEvent | undefined;
  #wake: SimEvent | undefined;
  #cpuFreeAtMs = 0;
  #outputAtMs = 0;
  #cardFreeAtMs = 0;

  constructor(machine: Machine, scheduler: Scheduler) {
    this.#machine = machine;
    this.#scheduler = scheduler;
  }

  /** Takes an event, or lets it wait until the CPU is free and everything before it is done. */
  admit(event: SimEvent): boolean {
    if (event === this.#next) {
      this.#next = undefined;
      return true;
    }
    const isIdle = this.#next === undefined && this.#waiting.length === 0;
    if (isIdle && this.#scheduler.nowMs >= this.#cpuFreeAtMs) return true;
    this.#waiting.push(event);
    this.#wakeWhenFree();
    return false;
  }

  /** The CPU takes a step that moves so many bytes. */
  step(bytes: number): void {
    const costMs = this.#machine.cpuMsPerStep + bytes * this.#machine.cpuMsPerByte;
    this.cpuMs += costMs;
    this.#cpuFreeAtMs = this.#scheduler.nowMs + costMs;
    this.#outputAtMs = Math.max(this.#outputAtMs, this.#cpuFreeAtMs);
    if (this.#waiting.length > 0) this.#wakeWhenFree();
  }

  /** A durable write: what comes behind it waits. */
  write(bytes: number): void {
    this.#outputAtMs += this.#machine.writeMs + bytes / this.#machine.writeBytesPerMs;
  }

  /** A message leaves. Returns how long from now until its last byte is on the wire. */
  send(bytes: number): number {
    this.#cardFreeAtMs = Math.max(this.#outputAtMs, this.#cardFreeAtMs) + bytes / this.#machine.sendBytesPerMs;
    return Math.max(0, this.#cardFreeAtMs - this.#scheduler.nowMs);
  }

  /** How long from now until what needs no network can be seen outside. */
  get outputInMs(): number {
    return Math.max(0, this.#outputAtMs - this.#scheduler.nowMs);
  }

  /** The machine's process has ended: nothing waits for it any more. */
  reset(): void {
    this.#waiting.length = 0;
    this.#next = undefined;
    if (this.#wake !== undefined) this.#wake.isCancelled = true;
    this.#wake = undefined;
    this.#cpuFreeAtMs = 0;
    this.#outputAtMs = 0;
    this.#cardFreeAtMs = 0;
  }

  #wakeWhenFree(): void {
    if (this.#wake !== undefined || this.#next !== undefined) return;
    this.#wake = this.#scheduler.scheduleTask(Math.max(0, this.#cpuFreeAtMs - this.#scheduler.nowMs), () => {
      this.#wake = undefined;
      do this.#next = this.#waiting.shift();
      while (this.#next?.isCancelled);
      if (this.#next !== undefined) this.#scheduler.reschedule(this.#next);
    });
  }
}
