import { Budget } from '../check/budget.ts';
import { PartitionTask } from '../check/decide-partition.ts';
import { runTasks } from '../check/schedule.ts';
import type { PartitionHistory } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Outcome } from '../verdict/verdict.ts';

/** Transitions that one question of a diagnosis may cost. */
const QUESTION_STEPS_MAX = 200_000;
const QUESTION_BYTES_MAX = 2 ** 28;

/** What a diagnosis may spend in all, counting transitions and operations looked at; deterministic. */
export interface Allowance {
  left: number;
}

/** The outcome of a part of a history, within a small deterministic budget; unknown once the allowance is spent. */
export function outcomeOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
  allowance: Allowance,
): Outcome {
  allowance.left -= partition.members.length;
  if (allowance.left <= 0) return 'unknown';
  const maxSteps = Math.min(QUESTION_STEPS_MAX, allowance.left);
  const budget = new Budget({ maxSteps, maxMemoryBytes: QUESTION_BYTES_MAX });
  const task = new PartitionTask(model, partition, budget);
  runTasks([task], budget, { engine: 'automatic', all: false, timed: false });
  allowance.left -= budget.steps;
  return task.outcome ?? 'unknown';
}
