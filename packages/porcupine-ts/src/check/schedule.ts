import type { Budget } from './budget.ts';
import type { EngineChoice, PartitionTask } from './decide-partition.ts';

/** A first slice, in transitions: what a depth-first search needs for an easy history of a hundred operations. */
const FIRST_SLICE = 500;
const SLICE_GROWTH = 4;
/** Slices stop growing here, so that memory stays accounted for. */
const SLICE_MAX = 2_048_000;
/** Transitions between two looks at the clock, when there is a time budget. */
const CLOCK_SLICE = 1_024;

/**
 * Decides partitions until one is illegal, all are decided or a budget is spent.
 *
 * Direct tests come first. What is left takes turns with growing slices, so that an exponential partition cannot keep
 * the others from being looked at: one of them may be illegal for a simple reason.
 */
export function runTasks<State, Input, Output>(
  tasks: readonly PartitionTask<State, Input, Output>[],
  budget: Budget,
  options: { readonly engine: EngineChoice; readonly all: boolean; readonly timed: boolean },
): void {
  let open = tasks;
  if (options.engine === 'automatic' || options.engine === 'direct') {
    for (const task of tasks) {
      task.tryDirect();
      if (task.outcome === 'illegal' && !options.all) return;
    }
    open = tasks.filter((task) => task.outcome === undefined);
  }
  if (options.engine === 'direct') {
    for (const task of open) task.giveUp('steps');
    return;
  }
  for (const task of open) task.startSearch(options.engine);
  for (let slice = FIRST_SLICE; open.length > 0; slice = Math.min(slice * SLICE_GROWTH, SLICE_MAX)) {
    for (const task of open) {
      runSlice(task, budget, slice, options.timed);
      if (task.outcome === 'illegal' && !options.all) {
        for (const other of open) other.release();
        return;
      }
    }
    open = open.filter((task) => task.outcome === undefined);
  }
}

function runSlice<State, Input, Output>(
  task: PartitionTask<State, Input, Output>,
  budget: Budget,
  slice: number,
  timed: boolean,
): void {
  for (let left = slice; left > 0 && task.outcome === undefined; left -= CLOCK_SLICE) {
    const exhausted = budget.exhausted();
    if (exhausted !== undefined) {
      task.giveUp(exhausted);
      return;
    }
    task.advance(timed ? Math.min(left, CLOCK_SLICE) : left);
    if (!timed) return;
  }
}
