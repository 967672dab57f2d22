import type { DependencyGraph } from './dependency-graph.ts';
import { ScheduleState } from './schedule-state.ts';

export type Schedule =
  | { readonly outcome: 'found'; readonly order: readonly number[] }
  | { readonly outcome: 'impossible' | 'exhausted' };

export interface ScheduleBudget {
  readonly maxSteps: number;
  readonly maxMemoryBytes: number;
}

interface Choice {
  /** How much was done before it. */
  readonly done: number;
  /** The first of the free nodes, in their order, that is still to be tried. */
  next: number;
}

const BYTES_PER_FAILURE = 64;

/**
 * Looks for an order in which the operations of a graph can take effect one after the other. Choices are made only
 * between writes of one key; of several possible ones, the operation that returned first goes first. Situations that
 * led nowhere are remembered.
 *
 * @returns the places of operations in the order of their commits.
 */
export function findSchedule(dependencies: DependencyGraph, budget: ScheduleBudget): Schedule {
  return new Scheduler(dependencies, budget).run();
}

class Scheduler {
  readonly #dependencies: DependencyGraph;
  readonly #budget: ScheduleBudget;
  readonly #state: ScheduleState;
  readonly #waitsFor: Int32Array;
  /** Nodes that wait for nothing but the state of the store, most urgent first. */
  readonly #free: number[] = [];
  readonly #done: number[] = [];
  readonly #failed = new Set<string>();
  #left = 0;
  #steps = 0;
  #bytes = 0;

  constructor(dependencies: DependencyGraph, budget: ScheduleBudget) {
    const { graph } = dependencies;
    this.#dependencies = dependencies;
    this.#budget = budget;
    this.#state = new ScheduleState(dependencies);
    this.#waitsFor = new Int32Array(graph.nodes);
    for (const target of graph.to) this.#waitsFor[target]!++;
  }

  run(): Schedule {
    this.#start();
    const choices: Choice[] = [];
    for (;;) {
      if (this.#left === 0) return { outcome: 'found', order: this.#order() };
      const at = this.#hasFailed() ? undefined : this.#firstReady(0);
      if (at !== undefined) {
        this.#take(at, choices);
      } else if (!this.#takeAnother(choices)) {
        return { outcome: 'impossible' };
      }
      if (this.#steps > this.#budget.maxSteps || this.#bytes > this.#budget.maxMemoryBytes) {
        return { outcome: 'exhausted' };
      }
    }
  }

  #start(): void {
    const { graph, observed } = this.#dependencies;
    for (const [place, isEffective] of observed.isEffective.entries()) {
      if (isEffective && observed.history[place]!.returnAt !== undefined) this.#left++;
    }
    const ready: number[] = [];
    for (let node = 0; node < graph.nodes; node++)
      if (this.#waitsFor[node] === 0 && this.#exists(node)) ready.push(node);
    ready.sort((a, b) => this.#compare(a, b));
    for (const node of ready) if (!this.#isImmediate(node)) this.#free.push(node);
    for (const node of ready) if (this.#isImmediate(node)) this.#execute(node);
  }

  #exists(node: number): boolean {
    const place = this.#dependencies.placeOf(node);
    return place === undefined || this.#dependencies.observed.isEffective[place]!;
  }

  /** Takes the free node at an index; remembers the choice if it was one. */
  #take(at: number, choices: Choice[]): void {
    const node = this.#free[at]!;
    if (!this.#state.isHarmless(this.#dependencies.placeOf(node) as number)) {
      choices.push({ done: this.#done.length, next: at + 1 });
    }
    this.#free.splice(at, 1);
    this.#execute(node);
  }

  /** Goes back to the last choice with something left to try, and tries it. */
  #takeAnother(choices: Choice[]): boolean {
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      while (this.#done.length > choice.done) this.#undo();
      const at = this.#firstReady(choice.next);
      if (at !== undefined) {
        choices.push({ done: choice.done, next: at + 1 });
        const node = this.#free[at]!;
        this.#free.splice(at, 1);
        this.#execute(node);
        return true;
      }
      this.#failed.add(this.#situation());
    }
    return false;
  }

  #firstReady(from: number): number | undefined {
    for (let at = from; at < this.#free.length; at++) {
      this.#steps++;
      if (this.#isReady(this.#free[at]!)) return at;
    }
    return undefined;
  }

  #isReady(node: number): boolean {
    const { rules } = this.#dependencies;
    const place = this.#dependencies.placeOf(node) as number;
    if (!rules.snapshot) return this.#state.canBegin(place) && this.#state.canCommit(place);
    return node === this.#dependencies.begin(place) ? this.#state.canBegin(place) : this.#state.canCommit(place);
  }

  /** To do it at once never hurts: it changes nothing, and what it reads is there. */
  #isImmediate(node: number): boolean {
    const place = this.#dependencies.placeOf(node);
    if (place === undefined) return true;
    const { writes } = this.#dependencies.observed;
    return writes[place]!.length === 0 && this.#state.isHarmless(place) && this.#state.canBegin(place);
  }

  #execute(first: number): void {
    const { graph } = this.#dependencies;
    const { offsets, edges } = graph.outgoing();
    const agenda = [first];
    for (let node = agenda.pop(); node !== undefined; node = agenda.pop()) {
      this.#apply(node);
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const target = graph.to[edges[slot]!]!;
        if (--this.#waitsFor[target]! > 0 || !this.#exists(target)) continue;
        if (this.#isImmediate(target)) agenda.push(target);
        else this.#release(target);
      }
    }
  }

  #apply(node: number): void {
    const place = this.#dependencies.placeOf(node);
    this.#done.push(node);
    if (place === undefined) return;
    if (node === this.#dependencies.begin(place)) this.#state.begin(place);
    if (node === this.#dependencies.commit(place)) {
      this.#state.commit(place);
      if (this.#dependencies.observed.history[place]!.returnAt !== undefined) this.#left--;
    }
  }

  #undo(): void {
    const { graph } = this.#dependencies;
    const { offsets, edges } = graph.outgoing();
    const node = this.#done.pop() as number;
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
      const target = graph.to[edges[slot]!]!;
      if (this.#waitsFor[target]!++ === 0) this.#withdraw(target);
    }
    const place = this.#dependencies.placeOf(node);
    if (place === undefined) return;
    if (node === this.#dependencies.commit(place)) {
      this.#state.undoCommit(place);
      if (this.#dependencies.observed.history[place]!.returnAt !== undefined) this.#left++;
    }
    if (node === this.#dependencies.begin(place)) this.#state.undoBegin(place);
    this.#release(node);
  }

  #release(node: number): void {
    this.#free.splice(this.#slotOf(node), 0, node);
  }

  #withdraw(node: number): void {
    const slot = this.#slotOf(node);
    if (this.#free[slot] === node) this.#free.splice(slot, 1);
  }

  #slotOf(node: number): number {
    let low = 0;
    let high = this.#free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#free[middle]!, node) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Commits before begins, then by time of return. */
  #compare(a: number, b: number): number {
    const { history } = this.#dependencies.observed;
    const [first, second] = [this.#dependencies.placeOf(a), this.#dependencies.placeOf(b)];
    if (first === undefined || second === undefined) return a - b;
    const end = (place: number) => history[place]!.returnAt ?? Number.MAX_VALUE;
    return this.#urgency(b, second) - this.#urgency(a, first) || end(first) - end(second) || a - b;
  }

  #urgency(node: number, place: number): number {
    return this.#dependencies.rules.snapshot && node === this.#dependencies.commit(place) ? 1 : 0;
  }

  #hasFailed(): boolean {
    return this.#failed.size > 0 && this.#failed.has(this.#situation());
  }

  /**
   * What has been done and what the store holds, as a text. What has been done holds the past of all that it holds, so
   * that the first nodes outside, which are the free ones, say what it is.
   */
  #situation(): string {
    const text = `${this.#free.join()};${this.#state.current.join()}`;
    this.#steps += text.length;
    this.#bytes += BYTES_PER_FAILURE + text.length;
    return text;
  }

  #order(): number[] {
    return this.#done.flatMap((node) => {
      const place = this.#dependencies.placeOf(node);
      return place !== undefined && node === this.#dependencies.commit(place) ? [place] : [];
    });
  }
}
