import { ABANDONED, type Automaton } from '../automaton/automaton.ts';
import type { Budget } from '../check/budget.ts';
import type { PartitionHistory } from '../history/partition.ts';
import { timeline } from '../history/timeline.ts';
import { CrashedOperations } from './crashed.ts';
import { LinearizedSet } from './linearized-set.ts';
import type { Progress, Search } from './search.ts';
import { SeenConfigurations } from './seen-configurations.ts';

/**
 * Depth-first search over the operations that may come next, remembering every (set of operations, state) met.
 *
 * One reduction beyond the published algorithm: a read-only operation that is legal now is taken now, and nothing else
 * is tried in its place. Moving it to the front of any legal continuation leaves that continuation legal.
 *
 * @see Wing & Gong 1993, "Testing and verifying concurrent objects"; Lowe 2017, "Testing for linearizability", for the
 * memory of configurations
 */
export class DepthFirstSearch implements Search {
  steps = 0;
  progress = 0;
  readonly #automaton: Automaton;
  readonly #events: Int32Array;
  readonly #entryOf: Int32Array;
  readonly #returnEntryOf: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #crashed: CrashedOperations;
  readonly #done: LinearizedSet;
  readonly #seen: SeenConfigurations;
  readonly #stackEntry: Int32Array;
  readonly #stackState: Int32Array;
  /** Called after a dead end with the order so far, for partial linearizations. */
  readonly #onDeadEnd: ((order: () => Int32Array, length: number) => void) | undefined;
  #depth = 0;
  #state: number;
  #entry: number;
  #completedLeft: number;

  constructor(
    partition: PartitionHistory<unknown, unknown>,
    automaton: Automaton,
    budget: Budget,
    onDeadEnd?: (order: () => Int32Array, length: number) => void,
  ) {
    const count = partition.callAt.length;
    const events = timeline(partition);
    this.#automaton = automaton;
    this.#events = events;
    this.#onDeadEnd = onDeadEnd;
    this.#crashed = new CrashedOperations(partition, automaton);
    this.#entryOf = new Int32Array(count);
    this.#returnEntryOf = new Int32Array(count);
    this.#next = new Int32Array(events.length + 1);
    this.#previous = new Int32Array(events.length + 1);
    let last = 0;
    for (let at = 0; at < events.length; at++) {
      const operation = events[at]! >> 1;
      const isReturn = (events[at]! & 1) === 1;
      if (isReturn) this.#returnEntryOf[operation] = at + 1;
      else this.#entryOf[operation] = at + 1;
      this.#next[last] = at + 1;
      this.#previous[at + 1] = last;
      last = at + 1;
    }
    this.#done = new LinearizedSet(count, this.#crashed);
    this.#seen = new SeenConfigurations(budget);
    this.#stackEntry = new Int32Array(count);
    this.#stackState = new Int32Array(count);
    this.#state = automaton.initial;
    this.#entry = this.#next[0]!;
    this.#completedLeft = events.length - count;
  }

  advance(steps: number): Progress {
    const next = this.#next;
    const { readOnly } = this.#automaton;
    const { placeOf } = this.#crashed;
    let left = steps;
    let entry = this.#entry;
    let outcome: Progress = 'running';
    while (outcome === 'running') {
      if (this.#completedLeft === 0) {
        outcome = 'ok';
        break;
      }
      if (left <= 0) break;
      const event = this.#events[entry - 1]!;
      const operation = event >> 1;
      if ((event & 1) === 1) {
        entry = this.#backtrack();
        if (entry === 0) outcome = 'illegal';
        continue;
      }
      const isCrashed = placeOf[operation]! >= 0;
      if (isCrashed && !this.#done.mayUseCrashed(placeOf[operation]!)) {
        entry = next[entry]!;
        continue;
      }
      left--;
      const state = this.#automaton.step(this.#state, operation);
      if (state === ABANDONED) {
        outcome = 'abandoned';
        break;
      }
      // A pending operation that changes nothing now may as well not have happened yet.
      if (state < 0 || (isCrashed && state === this.#state)) {
        entry = next[entry]!;
        continue;
      }
      this.#done.add(operation);
      const added = this.#seen.add(this.#done.record(state), this.#done.recordLength, this.#done.recordHash);
      if (added > 0) {
        this.#push(entry, operation, state, isCrashed);
        entry = next[0]!;
        continue;
      }
      this.#done.remove(operation);
      if (added < 0) {
        outcome = 'memory';
      } else if (readOnly[operation] === 1) {
        entry = this.#backtrack();
        if (entry === 0) outcome = 'illegal';
      } else {
        entry = next[entry]!;
      }
    }
    this.#entry = entry;
    this.steps += steps - left;
    return outcome;
  }

  order(): Int32Array {
    return this.#stackEntry.slice(0, this.#depth).map((entry) => this.#events[entry - 1]! >> 1);
  }

  release(): void {
    this.#seen.release();
  }

  #push(entry: number, operation: number, state: number, isCrashed: boolean): void {
    this.#stackEntry[this.#depth] = entry;
    this.#stackState[this.#depth++] = this.#state;
    if (this.#depth > this.progress) this.progress = this.#depth;
    this.#state = state;
    this.#unlink(entry);
    if (isCrashed) return;
    this.#unlink(this.#returnEntryOf[operation]!);
    this.#completedLeft--;
  }

  /** Takes back the last operation that had an alternative; the entry to try next, or 0 when there is none. */
  #backtrack(): number {
    this.#onDeadEnd?.(() => this.order(), this.#depth);
    while (this.#depth > 0) {
      const entry = this.#stackEntry[--this.#depth]!;
      const operation = this.#events[entry - 1]! >> 1;
      this.#state = this.#stackState[this.#depth]!;
      if (this.#crashed.placeOf[operation]! < 0) {
        this.#relink(this.#returnEntryOf[operation]!);
        this.#completedLeft++;
      }
      this.#relink(entry);
      this.#done.remove(operation);
      if (this.#automaton.readOnly[operation] === 0) return this.#next[entry]!;
    }
    return 0;
  }

  #unlink(entry: number): void {
    const before = this.#previous[entry]!;
    const after = this.#next[entry]!;
    this.#next[before] = after;
    if (after !== 0) this.#previous[after] = before;
  }

  #relink(entry: number): void {
    this.#next[this.#previous[entry]!] = entry;
    if (this.#next[entry] !== 0) this.#previous[this.#next[entry]!] = entry;
  }
}
