import { HarnessBug } from '../base/assert.ts';
import type { InjectedFault } from '../harness/faults/injector.ts';
import type { Host } from '../harness/nodes/host.ts';
import { NodeError } from '../harness/nodes/node-error.ts';
import { NodesLost } from '../harness/nodes/process/nodes-lost.ts';
import { BudgetExceeded } from '../harness/simulation/budget.ts';
import type { Drain } from '../harness/simulation/drain.ts';
import type { TraceEntry } from '../harness/trace/trace.ts';
import type { Loss, Variation } from '../harness/variation.ts';
import { type LogLine, World } from '../harness/world.ts';
import { Inconclusive, type PropertyKind, PropertyViolated } from './failure.ts';
import type { LabTest, PreparedTest } from './lab-test.ts';
import { explainLoss } from './lost-nodes.ts';

/** How a test ends inside the simulation. */
export type RunStatus =
  | 'passed'
  | 'failed'
  | 'inconclusive'
  | 'timeout'
  | 'livelock'
  | 'crashed'
  | 'oom'
  | 'harness-error';

export interface RunFailure {
  kind: PropertyKind | 'crash' | 'determinism' | 'build' | 'harness';
  /** Name of the property that does not hold. */
  property: string;
  /** The property in words, with its source. */
  statement: string;
  message: string;
  expected: string;
  actual: string;
  hint: string;
  /** Virtual time. */
  atMs: number;
  /** Number of the event, 1-based. */
  event: number;
  /** Stack of the submission's code, as places in the bundle; empty when the code did not throw. */
  stack: string;
}

/** One run of one test: deterministic but for nothing. */
export interface TestRun {
  status: RunStatus;
  failure: RunFailure | null;
  virtualMs: number;
  events: number;
  rpcs: number;
  bytes: number;
  peers: number;
  commits: number;
  digest: string;
  faults: readonly InjectedFault[];
  /** The messages that an unreliable network lost; empty for a run that passed, where nobody asks. */
  losses: readonly Loss[];
  /** Names of the nodes, by id. */
  nodes: readonly string[];
}

export interface RunOptions {
  seed: number | string;
  variation?: Variation | undefined;
  host: Host;
  drain: Drain | undefined;
  onLog?: (line: LogLine) => void;
  onTrace?: (entry: TraceEntry) => void;
  notesPlaces?: boolean;
  /** Sees the world before anything happens in it. */
  onWorld?: (world: World) => void;
  onProgress?: () => void;
}

/** Runs a test on a host. Everything that can go wrong ends up in the result. */
export async function runTest(test: LabTest, options: RunOptions): Promise<TestRun> {
  const endAtMs = options.variation?.endAtMs;
  const limits = endAtMs === undefined ? test.limits : { ...test.limits, virtualMs: endAtMs };
  const world = new World({ ...options, ...(limits === undefined ? {} : { limits }) });
  options.onWorld?.(world);
  const prepared = test.prepare(world);
  let status: RunStatus = 'passed';
  let failure: RunFailure | null = null;
  try {
    await runOrJudge(world, prepared, endAtMs !== undefined);
  } catch (error) {
    [status, failure] =
      error instanceof NodesLost ? explainLoss(await error.loss, test, placeOf(world)) : explain(error, test, world);
  }
  const { calls, bytes } = world.network.counters;
  const { peers, commits, faults } = prepared.stats();
  return {
    status,
    failure,
    virtualMs: world.nowMs,
    events: world.budget.events,
    rpcs: calls,
    bytes,
    peers,
    commits,
    digest: world.digest(),
    faults,
    losses: failure === null ? [] : world.network.losses,
    nodes: world.nodes.map(({ spec }) => spec.name),
  };
}

/** @param endsEarly the end of time is no failure, but the moment to judge what has happened. */
async function runOrJudge(world: World, prepared: PreparedTest, endsEarly: boolean): Promise<void> {
  try {
    await world.run(() => prepared.run());
  } catch (error) {
    if (endsEarly && error instanceof BudgetExceeded && error.status === 'timeout') {
      prepared.judge?.();
      return;
    }
    if (isOfLiveness(error)) judgeSafety(prepared);
    throw error;
  }
}

function isOfLiveness(error: unknown): boolean {
  return error instanceof BudgetExceeded || (error instanceof PropertyViolated && error.property.kind === 'liveness');
}

/** What hangs may hang because something was lost: then that is what is wrong. */
function judgeSafety(prepared: PreparedTest): void {
  try {
    prepared.judge?.();
  } catch (error) {
    if (!(error instanceof Inconclusive)) throw error;
  }
}

function explain(error: unknown, test: LabTest, world: World): [RunStatus, RunFailure] {
  const where = placeOf(world);
  if (error instanceof PropertyViolated) {
    const { property, details } = error;
    const { kind, name, statement } = property;
    const closest = (property === test.property ? test.hint : undefined) ?? details.hint;
    return ['failed', { kind, property: name, statement, ...details, hint: closest ?? property.hint, ...where }];
  }
  if (error instanceof Inconclusive) {
    const { kind, name, statement } = error.property;
    return [
      'inconclusive',
      {
        kind,
        property: name,
        statement,
        message: error.message,
        expected: 'a verdict',
        actual: 'neither yes nor no',
        hint: 'this says nothing about the submission: another seed may get a verdict',
        ...where,
      },
    ];
  }
  if (error instanceof BudgetExceeded) {
    return [
      error.status,
      {
        kind: 'liveness',
        property: test.property.name,
        statement: test.property.statement,
        message: error.message,
        expected: `the test ends within ${world.budget.limits.virtualMs / 1000} s of virtual time`,
        actual: `it was still going on after ${world.budget.events} events`,
        hint:
          error.status === 'livelock'
            ? 'look for a loop that waits with setImmediate or setTimeout(…, 0), or messages that answer each other at once'
            : test.property.hint,
        ...where,
      },
    ];
  }
  if (error instanceof NodeError) {
    return [
      'crashed',
      {
        kind: 'crash',
        property: 'no uncaught error',
        statement: 'a server’s code never throws and never rejects a promise that nobody handles',
        message: `${error.node.spec.name} crashed: ${error.message}`,
        expected: 'no error',
        actual: error.message,
        hint: 'the stack shows where the error comes from; `labs test --verbose` shows what the servers printed before it',
        ...where,
        stack: error.nodeStack,
      },
    ];
  }
  const bug = error instanceof Error ? error : new HarnessBug(String(error));
  return [
    'harness-error',
    {
      kind: 'harness',
      property: 'harness',
      statement: 'the harness itself works',
      message: `the harness is at fault, not the submission: ${bug.message}`,
      expected: 'no error in the harness',
      actual: bug.stack ?? bug.message,
      hint: 'please report this with the replay line',
      ...where,
    },
  ];
}

function placeOf(world: World): Pick<RunFailure, 'atMs' | 'event' | 'stack'> {
  return { atMs: world.nowMs, event: world.budget.events, stack: '' };
}
