import type { Automaton } from '../automaton/automaton.ts';
import { compileModel } from '../automaton/compile-model.ts';
import { decideDirectly } from '../direct/decide-directly.ts';
import { DepthFirstSearch } from '../engine/depth-first-search.ts';
import { JustInTimeSearch } from '../engine/just-in-time-search.ts';
import type { Progress, Search } from '../engine/search.ts';
import { type PartitionHistory, withoutPendingReads } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Engine, Limit, Outcome } from '../verdict/verdict.ts';
import type { Budget } from './budget.ts';

/** Which engines may be used; all of them give the same outcomes. */
export type EngineChoice = 'automatic' | Engine;

interface Contender {
  readonly engine: Engine;
  readonly Search: typeof DepthFirstSearch | typeof JustInTimeSearch;
  /** Made for its first slice: most histories never need the second contender. */
  search: Search | undefined;
}

/** One partition on its way to a verdict. */
export class PartitionTask<State, Input, Output> {
  /** Without pending reads from the start of a search on. */
  partition: PartitionHistory<Input, Output>;
  /** With pending reads. */
  readonly size: number;
  outcome: Outcome | undefined;
  engine: Engine | undefined;
  limit: Limit | undefined;
  finding: Finding | undefined;
  /** Places in `partition`, for `ok`. */
  order: Int32Array | undefined;
  steps = 0;
  progress = 0;
  readonly #model: Model<State, Input, Output>;
  readonly #budget: Budget;
  #automaton: Automaton | undefined;
  #automatonBytes = 0;
  #contenders: Contender[] = [];
  #turn = 0;

  constructor(model: Model<State, Input, Output>, partition: PartitionHistory<Input, Output>, budget: Budget) {
    this.#model = model;
    this.partition = partition;
    this.size = partition.members.length;
    this.#budget = budget;
  }

  /** The model's direct test, if it has one and this partition is within it. */
  tryDirect(): void {
    const decision = decideDirectly(this.#model, this.partition);
    if (decision === undefined) return;
    this.engine = 'direct';
    this.outcome = decision.legal ? 'ok' : 'illegal';
    if (decision.legal) this.order = decision.order;
    else this.finding = decision.finding;
  }

  startSearch(choice: EngineChoice): void {
    this.partition = withoutPendingReads(this.#model, this.partition);
    this.#automaton = automatonOf(this.#model, this.partition, this.#budget);
    // Depth first goes straight through an easy history; the other one is far better on many hard ones.
    if (choice !== 'just-in-time') {
      this.#contenders.push({ engine: 'depth-first', Search: DepthFirstSearch, search: undefined });
    }
    if (choice !== 'depth-first') {
      this.#contenders.push({ engine: 'just-in-time', Search: JustInTimeSearch, search: undefined });
    }
  }

  /** Gives the next contender a slice of at most `steps` transitions. */
  advance(steps: number): void {
    const contender = this.#contenders[this.#turn++ % this.#contenders.length]!;
    contender.search ??= new contender.Search(this.partition, this.#automaton!, this.#budget);
    const { search } = contender;
    const before = search.steps;
    const progress = search.advance(Math.min(steps, this.#budget.stepsLeft));
    this.#budget.spendSteps(search.steps - before);
    this.steps += search.steps - before;
    this.progress = Math.max(this.progress, search.progress);
    this.#settle(this.#chargeAutomaton() ? progress : 'memory', contender, search);
  }

  giveUp(limit: Limit): void {
    this.outcome = 'unknown';
    this.limit = limit;
    this.release();
  }

  release(): void {
    for (const { search } of this.#contenders) search?.release();
    this.#contenders = [];
    this.#budget.takeBytes(-this.#automatonBytes);
    this.#automatonBytes = 0;
    this.#automaton = undefined;
  }

  #settle(progress: Progress, contender: Contender, search: Search): void {
    switch (progress) {
      case 'running':
        return;
      case 'abandoned':
        this.giveUp('time');
        return;
      case 'memory':
        search.release();
        this.#contenders = this.#contenders.filter((other) => other !== contender);
        if (this.#contenders.length === 0) this.giveUp('memory');
        return;
      case 'ok':
      case 'illegal':
        this.outcome = progress;
        this.engine = contender.engine;
        if (progress === 'ok') this.order = search.order();
        this.release();
    }
  }

  #chargeAutomaton(): boolean {
    const bytes = this.#automaton!.sizeBytes();
    if (!this.#budget.takeBytes(bytes - this.#automatonBytes)) return false;
    this.#automatonBytes = bytes;
    return true;
  }
}

export function automatonOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  budget: Budget,
): Automaton {
  const context = { shouldStop: () => budget.isLate() };
  return model.fastPath?.compile?.(partition) ?? compileModel(model, partition, context);
}
