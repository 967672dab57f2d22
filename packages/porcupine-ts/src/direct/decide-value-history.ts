import type { Decision } from '../automaton/automaton.ts';
import { insertFree } from '../check/insert-free.ts';
import type { Finding } from '../verdict/finding.ts';
import { type Block, blocksOf, orderBlocks } from './blocks.ts';
import { duplicated } from './findings.ts';
import { findHeads, type Heads } from './heads.ts';
import { type Layout, layOut } from './layout.ts';
import { FREE, type ValueHistory } from './value-history.ts';
import { Writers } from './writers.ts';

/** Ways to tell equal writes apart that are tried before giving up. */
const ASSIGNMENTS_MAX = 512;
/** Operations laid out again over all assignments, so that a long history gets fewer tries. */
const ASSIGNED_OPERATIONS_MAX = 4_000_000;

/**
 * Decides a history of reads, puts and appends of one value exactly, in O(n log n) plus the size of the outputs.
 *
 * When equal tokens were written several times and real time leaves a choice of who wrote what, the choices are tried
 * one by one; undefined when there are too many.
 */
export function decideValueHistory(history: ValueHistory): Decision | undefined {
  const writers = new Writers(history);
  const heads = findHeads(history, writers);
  if ('rule' in heads) return { legal: false, finding: heads };
  return new Assignments(history, writers, heads).decide();
}

class Assignments {
  readonly #history: ValueHistory;
  readonly #writers: Writers;
  readonly #heads: Heads;
  readonly #headOf: Int32Array;
  #left: number;
  #firstFinding: Finding | undefined;

  constructor(history: ValueHistory, writers: Writers, heads: Heads) {
    this.#history = history;
    this.#writers = writers;
    this.#heads = heads;
    this.#headOf = heads.headOf;
    this.#left = Math.min(ASSIGNMENTS_MAX, 8 + Math.floor(ASSIGNED_OPERATIONS_MAX / (history.count + 1)));
  }

  decide(): Decision | undefined {
    const { ambiguous } = this.#heads;
    // The likeliest choice is the latest put, and mostly it is right.
    for (const { read, puts } of ambiguous) this.#headOf[read] = puts[0]!;
    const likeliest = this.#tryAppends();
    if (ambiguous.length === 0 || likeliest === undefined || likeliest.legal) return likeliest;
    // Reads may be left out of a legal history: illegal without the ambiguous ones is illegal for certain.
    for (const { read } of ambiguous) this.#headOf[read] = -1;
    this.#firstFinding = undefined;
    const certain = this.#tryAppends();
    if (certain === undefined || !certain.legal) return certain;
    this.#firstFinding = undefined;
    return this.#tryHeads(0);
  }

  /** Legal if any assignment is; undefined when tries ran out first; otherwise the first finding. */
  #tryHeads(from: number): Decision | undefined {
    const choice = this.#heads.ambiguous[from];
    if (choice === undefined) return this.#tryAppends();
    for (const put of choice.puts) {
      this.#headOf[choice.read] = put;
      const decision = this.#tryHeads(from + 1);
      if (decision === undefined || decision.legal) return decision;
    }
    return this.#illegal();
  }

  #tryAppends(): Decision | undefined {
    if (this.#left <= 0) return undefined;
    const layout = layOut(this.#history, this.#writers, this.#headOf);
    if ('rule' in layout) {
      this.#left--;
      return this.#illegal(layout);
    }
    return this.#fillOpen(layout, 0);
  }

  #fillOpen(layout: Layout, from: number): Decision | undefined {
    const place = layout.open[from];
    if (place === undefined) return this.#evaluate(layout);
    for (const append of place.appends) {
      if (layout.used[append] === 1) continue;
      layout.used[append] = 1;
      layout.sequence[place.at] = append;
      const decision = this.#fillOpen(layout, from + 1);
      layout.used[append] = 0;
      if (decision === undefined || decision.legal) return decision;
    }
    return this.#illegal(this.#exhausted(layout, place.at, place.appends));
  }

  #evaluate(layout: Layout): Decision | undefined {
    if (this.#left-- <= 0) return undefined;
    const blocks = blocksOf(this.#history, layout);
    if ('rule' in blocks) return this.#illegal(blocks);
    const ordered = orderBlocks(this.#history, blocks);
    if ('rule' in ordered) return this.#illegal(ordered);
    return { legal: true, order: this.#orderOf(layout, ordered) };
  }

  #orderOf(layout: Layout, blocks: readonly Block[]): Int32Array {
    const { kind, count, callAt } = this.#history;
    const order = new Int32Array(count);
    let length = 0;
    for (const { head, place } of blocks) {
      if (place < 0) order[length++] = head;
      else
        for (let at = layout.starts[place]!; at < layout.starts[place + 1]!; at++)
          order[length++] = layout.sequence[at]!;
    }
    const free: number[] = [];
    for (let operation = 0; operation < count; operation++) {
      if (kind[operation] === FREE && this.#history.returnAt[operation] !== Number.POSITIVE_INFINITY)
        free.push(operation);
    }
    const fixed = order.subarray(0, length);
    return free.length === 0 ? fixed.slice() : insertFree(fixed, free, callAt);
  }

  /** Every write of the token that could fill the place fills another one. */
  #exhausted(layout: Layout, at: number, appends: readonly number[]): Finding | undefined {
    if (this.#firstFinding !== undefined) return undefined;
    const block = layout.starts.findIndex((start) => start > at) - 1;
    const last = layout.sequence[layout.starts[block + 1]! - 1]!;
    return duplicated(this.#history, appends, last);
  }

  #illegal(finding?: Finding): Decision {
    this.#firstFinding ??= finding;
    return { legal: false, finding: this.#firstFinding! };
  }
}
