import { ABANDONED, type Automaton } from '../automaton/automaton.ts';
import type { Budget } from '../check/budget.ts';
import type { PartitionHistory } from '../history/partition.ts';
import { timeline } from '../history/timeline.ts';
import { ConfigurationSet } from './configuration-set.ts';
import { CrashedOperations } from './crashed.ts';
import { OpenSlots } from './open-slots.ts';
import type { Progress, Search } from './search.ts';
import { Trail } from './trail.ts';

/**
 * Breadth-first search along time: nothing is taken until an operation returns, and then only sequences of open
 * operations that end with it. What is kept is every configuration (state, open operations taken) that explains the
 * history so far, so the first event without one is the first illegal event.
 *
 * Reductions, all exact: a read-only operation is taken as soon as it is legal; pending operations never have to be
 * taken, are never taken without effect, and are used in call order within a class; fewer pending operations used wins
 * (see `ConfigurationSet`).
 *
 * @see Lowe 2017, "Testing for linearizability", just-in-time linearization
 */
export class JustInTimeSearch implements Search {
  steps = 0;
  progress = 0;
  /** After `illegal`: the event without an explanation, `2 * operation + 1`. */
  illegalEvent = -1;
  readonly #automaton: Automaton;
  readonly #events: Int32Array;
  readonly #slots: OpenSlots;
  readonly #crashed: CrashedOperations;
  readonly #openWords: number;
  readonly #trail: Trail;
  /** Explains everything before the current event. */
  #frontier: ConfigurationSet;
  /** Of those, what also explains the current event. */
  #explained: ConfigurationSet;
  /** Reached while looking for an explanation; worked off in order. */
  readonly #reached: ConfigurationSet;
  readonly #scratch: Int32Array;
  readonly #openReads: number[] = [];
  readonly #openWrites: number[] = [];
  readonly #openCrashed: number[] = [];
  #at = 0;
  #expanding = -1;

  constructor(partition: PartitionHistory<unknown, unknown>, automaton: Automaton, budget: Budget) {
    this.#automaton = automaton;
    this.#events = timeline(partition);
    this.#slots = new OpenSlots(partition, this.#events);
    this.#crashed = new CrashedOperations(partition, automaton);
    this.#openWords = (this.#slots.count + 31) >> 5;
    const layout = { openWords: this.#openWords, crashedWords: (this.#crashed.operations.length + 31) >> 5 };
    this.#trail = new Trail(budget);
    this.#frontier = new ConfigurationSet(layout, budget);
    this.#explained = new ConfigurationSet(layout, budget);
    this.#reached = new ConfigurationSet(layout, budget);
    this.#scratch = new Int32Array(this.#frontier.stride);
    this.#scratch[0] = automaton.initial;
    this.#scratch[this.#frontier.stride - 1] = -1;
    this.#frontier.add(this.#scratch, 0);
  }

  advance(steps: number): Progress {
    const until = this.steps + steps;
    while (this.steps < until) {
      const event = this.#events[this.#at];
      if (event === undefined) return 'ok';
      const operation = event >> 1;
      this.steps++;
      const stopped = (event & 1) === 0 ? this.#onCall(operation) : this.#onReturn(operation, until);
      if (stopped !== undefined) return stopped;
    }
    return 'running';
  }

  order(): Int32Array {
    const { records, stride, replaced, size } = this.#frontier;
    for (let i = 0; i < size; i++) {
      if (replaced[i] === 0) return this.#trail.from(records[i * stride + stride - 1]!);
    }
    return new Int32Array(0);
  }

  /** The configurations before the current event: state and open or crashed operations taken. */
  survivors(limit: number): { state: number; applied: number[] }[] {
    const { records, stride, replaced, size } = this.#frontier;
    const survivors: { state: number; applied: number[] }[] = [];
    for (let i = 0; i < size && survivors.length < limit; i++) {
      if (replaced[i] === 1) continue;
      const at = i * stride;
      const open = [...this.#openReads, ...this.#openWrites].filter((operation) =>
        this.#hasOpen(records, at, operation),
      );
      const crashed = this.#openCrashed.filter((operation) => this.#hasCrashed(records, at, operation));
      survivors.push({ state: records[at]!, applied: [...open, ...crashed].sort((a, b) => a - b) });
    }
    return survivors;
  }

  release(): void {
    for (const set of [this.#frontier, this.#explained, this.#reached]) set.release();
    this.#trail.release();
  }

  #onCall(operation: number): Progress | undefined {
    if (this.#crashed.placeOf[operation]! >= 0) this.#openCrashed.push(operation);
    else if (this.#automaton.readOnly[operation] === 0) this.#openWrites.push(operation);
    else {
      this.#openReads.push(operation);
      const { records, stride, replaced, size } = this.#frontier;
      for (let i = 0; i < size; i++) {
        if (replaced[i] === 0 && !this.#takeRead(records, i * stride, operation)) return 'memory';
      }
    }
    this.#at++;
    return undefined;
  }

  #onReturn(operation: number, until: number): Progress | undefined {
    if (this.#expanding < 0) {
      this.#explained.clear();
      this.#reached.clear();
      this.#expanding = 0;
      const { records, stride, replaced, size } = this.#frontier;
      for (let i = 0; i < size; i++) {
        if (replaced[i] === 1) continue;
        const target = this.#hasOpen(records, i * stride, operation) ? this.#explained : this.#reached;
        if (target.add(records, i * stride) < 0) return 'memory';
      }
    }
    while (this.#expanding < this.#reached.size) {
      if (this.steps >= until) return undefined;
      const stopped = this.#reached.replaced[this.#expanding] === 0 ? this.#expand(operation) : undefined;
      if (stopped !== undefined) return stopped;
      this.#expanding++;
    }
    if (this.#explained.size === 0) {
      this.illegalEvent = 2 * operation + 1;
      return 'illegal';
    }
    this.#close(operation);
    return undefined;
  }

  /** Tries every open operation next in the configuration that is being expanded. */
  #expand(returning: number): Progress | undefined {
    const at = this.#expanding * this.#reached.stride;
    for (const operation of this.#openWrites) {
      if (this.#hasOpen(this.#reached.records, at, operation)) continue;
      const stopped = this.#tryNext(at, operation, returning, false);
      if (stopped !== undefined) return stopped;
    }
    for (const operation of this.#openCrashed) {
      if (this.#hasCrashed(this.#reached.records, at, operation)) continue;
      const alike = this.#crashed.previousAlike[this.#crashed.placeOf[operation]!]!;
      if (alike >= 0 && !this.#hasCrashed(this.#reached.records, at, this.#crashed.operations[alike]!)) continue;
      const stopped = this.#tryNext(at, operation, returning, true);
      if (stopped !== undefined) return stopped;
    }
    return undefined;
  }

  #tryNext(at: number, operation: number, returning: number, isCrashed: boolean): Progress | undefined {
    const before = this.#reached.records[at]!;
    this.steps++;
    const state = this.#automaton.step(before, operation);
    if (state === ABANDONED) return 'abandoned';
    if (state < 0 || (isCrashed && state === before)) return undefined;
    const { records, stride } = this.#reached;
    const scratch = this.#scratch;
    for (let i = 0; i < stride; i++) scratch[i] = records[at + i]!;
    scratch[0] = state;
    if (isCrashed) {
      const place = this.#crashed.placeOf[operation]!;
      const word = 1 + this.#openWords + (place >> 5);
      scratch[word] = scratch[word]! | (1 << (place & 31));
    } else {
      const slot = this.#slots.slotOf[operation]!;
      scratch[1 + (slot >> 5)]! |= 1 << (slot & 31);
    }
    if (!this.#follow(scratch, 0, operation)) return 'memory';
    for (const read of this.#openReads) {
      if (!this.#takeRead(scratch, 0, read)) return 'memory';
    }
    const target = this.#hasOpen(scratch, 0, returning) ? this.#explained : this.#reached;
    return target.add(scratch, 0) < 0 ? 'memory' : undefined;
  }

  /** Takes a read in place when it is open, not taken and legal; false without memory. */
  #takeRead(records: Int32Array, at: number, read: number): boolean {
    if (this.#hasOpen(records, at, read)) return true;
    this.steps++;
    if (this.#automaton.step(records[at]!, read) < 0) return true;
    const slot = this.#slots.slotOf[read]!;
    records[at + 1 + (slot >> 5)]! |= 1 << (slot & 31);
    return this.#follow(records, at, read);
  }

  #follow(records: Int32Array, at: number, operation: number): boolean {
    const last = at + this.#frontier.stride - 1;
    const node = this.#trail.add(records[last]!, operation);
    if (node < 0) return false;
    records[last] = node;
    this.progress = Math.max(this.progress, this.#trail.lengthOf(node));
    return true;
  }

  #close(operation: number): void {
    const { records, stride, size } = this.#explained;
    const slot = this.#slots.slotOf[operation]!;
    for (let i = 0; i < size; i++) records[i * stride + 1 + (slot >> 5)]! &= ~(1 << (slot & 31));
    const open = this.#automaton.readOnly[operation] === 1 ? this.#openReads : this.#openWrites;
    open.splice(open.indexOf(operation), 1);
    [this.#frontier, this.#explained] = [this.#explained, this.#frontier];
    this.#expanding = -1;
    this.#at++;
  }

  #hasOpen(records: Int32Array, at: number, operation: number): boolean {
    const slot = this.#slots.slotOf[operation]!;
    return (records[at + 1 + (slot >> 5)]! & (1 << (slot & 31))) !== 0;
  }

  #hasCrashed(records: Int32Array, at: number, operation: number): boolean {
    const place = this.#crashed.placeOf[operation]!;
    return (records[at + 1 + this.#openWords + (place >> 5)]! & (1 << (place & 31))) !== 0;
  }
}
