import type { Finding } from '../verdict/finding.ts';
import { blocksClash, outOfOrder } from './findings.ts';
import type { Layout } from './layout.ts';
import { APPEND, PUT, type ValueHistory } from './value-history.ts';

/**
 * Operations that stay together in every order that explains the reads: block A must come before block B exactly when
 * some operation of A returned before some operation of B was called, that is `minReturn(A) < maxCall(B)`.
 */
export interface Block {
  /** The put, or the append of a block by itself; `count` for the initial value. */
  readonly head: number;
  /** Index into the layout, or -1 for an operation that no read shows. */
  readonly place: number;
  readonly minReturn: number;
  readonly returned: number;
  readonly maxCall: number;
  readonly called: number;
}

/** The blocks of a layout without open places; a finding when one contradicts real time within itself. */
export function blocksOf(history: ValueHistory, layout: Layout): Block[] | Finding {
  const { callAt, returnAt, kind, count } = history;
  const { heads, starts, sequence, used } = layout;
  const blocks: Block[] = [];
  for (let place = 0; place < heads.length; place++) {
    const head = heads[place]!;
    let returned = head;
    let called = head;
    for (let at = starts[place]!; at < starts[place + 1]!; at++) {
      const operation = sequence[at]!;
      if (returnAt[operation]! < callAt[called]!) {
        const longestRead = sequence[starts[place + 1]! - 1]!;
        return outOfOrder(history, { early: called, late: operation, longestRead });
      }
      if (callAt[operation]! > callAt[called]!) called = operation;
      if (returnAt[operation]! < returnAt[returned]!) returned = operation;
    }
    blocks.push({ head, place, minReturn: returnAt[returned]!, returned, maxCall: callAt[called]!, called });
  }
  for (let operation = 0; operation < count; operation++) {
    if (used[operation] === 1 || (kind[operation] !== PUT && kind[operation] !== APPEND)) continue;
    const minReturn = returnAt[operation]!;
    // Nobody saw it and nobody vouches for it: it did not happen.
    if (minReturn === Number.POSITIVE_INFINITY) continue;
    const maxCall = callAt[operation]!;
    blocks.push({ head: operation, place: -1, minReturn, returned: operation, maxCall, called: operation });
  }
  return blocks;
}

/**
 * The blocks in an order that respects real time, or two that cannot be ordered.
 *
 * A cycle of "must come before" contains two blocks that must come before each other. (Of a cycle take the block A1
 * whose minReturn is smallest; let A(k-1) → Ak → A1 be its last steps. Then minReturn(A1) ≤ minReturn(A(k-1)) <
 * maxCall(Ak), so A1 → Ak as well.) Two blocks clash exactly when both zones [minReturn, maxCall] run forward and
 * overlap, or one runs forward and contains the other, which runs backward. Sorting finds both.
 *
 * @see Gibbons & Korach 1997, "Testing shared memories", zones of clusters
 */
export function orderBlocks(history: ValueHistory, blocks: readonly Block[]): readonly Block[] | Finding {
  const forward = blocks.filter((block) => block.minReturn < block.maxCall);
  forward.sort((a, b) => a.minReturn - b.minReturn);
  for (let i = 1; i < forward.length; i++) {
    if (forward[i - 1]!.maxCall > forward[i]!.minReturn) return blocksClash(history, forward[i - 1]!, forward[i]!);
  }
  const keys = new Float64Array(blocks.length);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    keys[i] = block.maxCall;
    if (block.minReturn < block.maxCall) continue;
    const around = lastStartedBefore(forward, block.maxCall);
    if (around === undefined || around.maxCall <= block.maxCall) continue;
    if (block.minReturn < around.maxCall) return blocksClash(history, around, block);
    // It is called inside a forward zone and may wait until that zone ends.
    keys[i] = around.maxCall;
  }
  return sortedByKey(blocks, keys);
}

function lastStartedBefore(forward: readonly Block[], limit: number): Block | undefined {
  let low = 0;
  let high = forward.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (forward[middle]!.minReturn < limit) low = middle + 1;
    else high = middle;
  }
  return forward[low - 1];
}

/** At equal keys the forward block comes first: the others wait for its end. */
function sortedByKey(blocks: readonly Block[], keys: Float64Array): Block[] {
  const indexes = blocks.map((_, index) => index);
  const isBackward = (block: Block): number => (block.minReturn < block.maxCall ? 0 : 1);
  indexes.sort((a, b) => keys[a]! - keys[b]! || isBackward(blocks[a]!) - isBackward(blocks[b]!));
  return indexes.map((index) => blocks[index]!);
}
