import { Budget } from '../check/budget.ts';
import { PartitionTask } from '../check/decide-partition.ts';
import { runTasks } from '../check/schedule.ts';
import type { PartitionHistory } from '../history/partition.ts';
import type { Model } from '../models/model.ts';
import type { Outcome } from '../verdict/verdict.ts';

/** Transitions that one question of a diagnosis may cost. */
const QUESTION_STEPS_MAX = 200_000;
const QUESTION_BYTES_MAX = 2 ** 28;

/** The outcome of a part of a history, within a small deterministic budget. */
export function outcomeOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  partition: PartitionHistory<Input, Output>,
): Outcome {
  const budget = new Budget({ maxSteps: QUESTION_STEPS_MAX, maxMemoryBytes: QUESTION_BYTES_MAX });
  const task = new PartitionTask(model, partition, budget);
  runTasks([task], budget, { engine: 'automatic', all: false, timed: false });
  return task.outcome ?? 'unknown';
}
