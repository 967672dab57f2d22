import { components } from '../graph/components.ts';
import type { History, Operation } from '../history.ts';
import { budgetsOf, type CheckOptions, type Illegal, type Verdict } from '../verdict.ts';
import { cycleAnomaly } from './cycle-anomaly.ts';
import { DependencyGraph, type Rules } from './dependency-graph.ts';
import { forceWrites } from './force-writes.ts';
import { lostUpdate } from './lost-update.ts';
import { isVerdict, type Observations, observe } from './observations.ts';
import { findSchedule } from './schedule.ts';

/** Of a search before everything is inferred that can be. */
const QUICK_STEPS_PER_OPERATION = 50;

/** Operations of a history whose witness is looked for by leaving out one after the other. */
const SHRINK_MAX = 64;

/**
 * Is there one order of all operations that explains every read and respects the rules?
 *
 * The dependencies that reads reveal are known from the start; a cycle of them decides. Lists reveal all that matters, so
 * that no search is needed. Registers leave open which of two writes came first: a quick attempt at an order, then what
 * follows from the rest, and then a search, within the budgets, settle it.
 *
 * @throws HistoryError for times that no execution can have, or a key that is both list and register.
 */
export function decideOrder(history: History, rules: Rules, options: CheckOptions = {}): Verdict {
  const observed = observe(history);
  if (isVerdict(observed)) return observed;
  const { maxSteps, maxMemoryBytes } = budgetsOf(options);
  const dependencies = new DependencyGraph(observed, rules, maxMemoryBytes);
  const cycle = (rules.snapshot ? lostUpdate(dependencies) : undefined) ?? cycleAnomaly(dependencies);
  if (cycle !== undefined) return cycle;

  const quick = strictOrder(observed, rules, options) ?? quickOrder(dependencies, options);
  if (quick !== undefined) return { outcome: 'ok', order: quick };
  forceWrites(dependencies, maxMemoryBytes);
  const forced = cycleAnomaly(dependencies);
  if (forced !== undefined) return forced;

  const search = findSchedule(dependencies, { maxSteps, maxMemoryBytes });
  if (search.outcome === 'found') return { outcome: 'ok', order: search.order };
  if (search.outcome === 'impossible') return noOrder(history, rules, options);
  const reason = `the search for an order of ${history.length} operations ran out of its budget of ${maxSteps} steps or ${maxMemoryBytes} bytes`;
  return { outcome: 'unknown', reason };
}

/**
 * An order that respects real time as well serves every level, and one in which operations run one at a time serves
 * snapshot isolation: they are quickly found where there are any. Most systems keep more than they promise, most of the
 * time.
 */
function strictOrder(observed: Observations, rules: Rules, options: CheckOptions): readonly number[] | undefined {
  const { maxMemoryBytes } = budgetsOf(options);
  const stricter: Rules[] = [];
  if (rules.realtime !== 'all') stricter.push({ ...rules, realtime: 'all', snapshot: false });
  if (rules.snapshot) stricter.push({ ...rules, snapshot: false });
  for (const rule of stricter) {
    const order = quickOrder(new DependencyGraph(observed, rule, maxMemoryBytes), options);
    if (order !== undefined) return order;
  }
  return undefined;
}

function quickOrder(dependencies: DependencyGraph, options: CheckOptions): readonly number[] | undefined {
  const { maxSteps, maxMemoryBytes } = budgetsOf(options);
  const few = QUICK_STEPS_PER_OPERATION * dependencies.observed.history.length;
  const schedule = findSchedule(dependencies, { maxSteps: Math.min(maxSteps, few), maxMemoryBytes });
  return schedule.outcome === 'found' ? schedule.order : undefined;
}

function noOrder(history: History, rules: Rules, options: CheckOptions): Illegal {
  const all = [...history.keys()];
  const witness = history.length <= SHRINK_MAX ? shrink(history, all, rules, options) : all;
  const reason = `no order of the operations explains what they read; these ${witness.length} are enough to see it`;
  return { outcome: 'illegal', anomaly: 'no-order', reason, culprits: witness, witness };
}

function shrink(history: History, all: readonly number[], rules: Rules, options: CheckOptions): number[] {
  let kept = [...all];
  for (const place of all) {
    const fewer = kept.filter((other) => other !== place);
    const part: Operation[] = fewer.map((other) => history[other]!);
    if (isWithoutOrder(part, rules, options)) kept = fewer;
  }
  return kept;
}

/** As far as a search can tell; reads of what was left out do not count. */
function isWithoutOrder(history: History, rules: Rules, options: CheckOptions): boolean {
  const observed = observe(history);
  if (isVerdict(observed)) return false;
  const dependencies = new DependencyGraph(observed, rules, budgetsOf(options).maxMemoryBytes);
  if (components(dependencies.graph).sizeOf.some((size) => size > 1)) return true;
  return findSchedule(dependencies, budgetsOf(options)).outcome === 'impossible';
}
