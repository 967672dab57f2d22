import { diagnose } from '../diagnose/diagnose.ts';
import { type HistoryEvent, operationsFromEvents } from '../history/event.ts';
import { internedPartitions } from '../history/interned.ts';
import type { Operation } from '../history/operation.ts';
import { splitHistory } from '../history/partition.ts';
import { shown } from '../history/read-times.ts';
import type { Model } from '../models/model.ts';
import type { PartitionVerdict, Verdict } from '../verdict/verdict.ts';
import { Budget, type Budgets } from './budget.ts';
import { type EngineChoice, PartitionTask } from './decide-partition.ts';
import { runTasks } from './schedule.ts';

export interface CheckOptions extends Budgets {
  /** Look for the reason, a witness and the first illegal event of an illegal history; default true. */
  readonly diagnose?: boolean | undefined;
  /** Decide every partition even after one was found illegal; default false. */
  readonly allPartitions?: boolean | undefined;
  /** For comparing engines; default `automatic`. `direct` leaves unknown what the model has no direct test for. */
  readonly engine?: EngineChoice | undefined;
}

const ENGINES: readonly EngineChoice[] = ['automatic', 'direct', 'depth-first', 'just-in-time'];

/**
 * Whether some order of the operations, respecting real time, explains every output.
 *
 * `ok` comes with that order (see `linearizationOf`), `illegal` with a reason, `unknown` with the budget that ran out.
 * Completed operations take effect between call and return, pending ones at any time after their call or never.
 *
 * @throws HistoryError for times that no execution can have, and operations that the model cannot judge
 * @throws RangeError for an engine or a budget that there is not
 * @see Herlihy & Wing 1990, "Linearizability: a correctness condition for concurrent objects"
 */
export function checkOperations<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  options: CheckOptions = {},
): Verdict {
  const { engine = 'automatic' } = options;
  if (!ENGINES.includes(engine)) throw new RangeError(`engine is ${shown(engine)}; expected ${ENGINES.join(', ')}`);
  const budget = new Budget(options);
  const parts = internedPartitions(model, operations) ?? splitHistory(model, operations);
  const tasks = parts.map((partition) => new PartitionTask(model, partition, budget));
  runTasks(tasks, budget, {
    engine,
    all: options.allPartitions ?? false,
    timed: options.maxTimeMs !== undefined,
  });
  const partitions = tasks.map(partitionVerdict);
  const stats = {
    operations: operations.length,
    partitions: tasks.length,
    steps: budget.steps,
    memoryBytes: budget.peakBytes,
  };
  const illegal = tasks.find((task) => task.outcome === 'illegal');
  if (illegal !== undefined) {
    const diagnosis = options.diagnose === false ? {} : diagnose(model, operations, illegal.partition, illegal.finding);
    return { outcome: 'illegal', ...diagnosis, partitions, stats };
  }
  const unknown = tasks.find((task) => task.outcome !== 'ok');
  if (unknown === undefined) return { outcome: 'ok', partitions, stats };
  return { outcome: 'unknown', limit: unknown.limit, partitions, stats };
}

/** `checkOperations` for a list of calls and returns in the order in which they were seen. */
export function checkEvents<State, Input, Output>(
  model: Model<State, Input, Output>,
  events: readonly HistoryEvent<Input, Output>[],
  options: CheckOptions = {},
): Verdict {
  return checkOperations(model, operationsFromEvents(events), options);
}

function partitionVerdict<State, Input, Output>(task: PartitionTask<State, Input, Output>): PartitionVerdict {
  const { partition, size, outcome, engine, limit, steps, progress, order } = task;
  return {
    key: partition.key,
    outcome: outcome ?? 'unknown',
    operations: size,
    engine,
    limit,
    steps,
    progress: order?.length ?? progress,
    linearization: order?.map((place) => partition.members[place]!),
  };
}
