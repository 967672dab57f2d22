import { LabsError } from '../../base/errors.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';
import type { TestRun } from '../../labs/run-test.ts';
import type { LoadedSubmission } from '../submission/load.ts';
import type { InitMessage, LoadError } from './messages.ts';
import type { Cell } from './plan.ts';
import { type WorkerDeath, WorkerProcess } from './worker-process.ts';

/** How a cell ended, whoever noticed it. */
export interface CellRun extends Omit<TestRun, 'status'> {
  status: TestRun['status'] | 'oom' | 'skipped';
  /** Real time, ms. */
  durationMs: number;
}

export interface CellResult {
  cell: Cell;
  run: CellRun;
}

export interface RunCellsOptions {
  submission: LoadedSubmission;
  cells: readonly Cell[];
  jobs: number;
  /** Stop handing out work after the first cell that did not pass. */
  bail: boolean;
  limits: { memoryMb: number; stepWallMs: number };
  /** Where the submission's console goes: a file descriptor; undefined: nowhere. */
  consoleFd: number | undefined;
  onResult?: (result: CellResult) => void;
}

/**
 * Runs cells in worker processes and returns their results in the order of the cells.
 *
 * @throws LabsError when the submission's code fails while it is loaded.
 */
export async function runCells(options: RunCellsOptions): Promise<CellResult[]> {
  const { submission, cells, limits } = options;
  const init: InitMessage = {
    type: 'init',
    bundles: submission.bundleFiles,
    stepWallMs: limits.stepWallMs,
    isVerbose: options.consoleFd !== undefined,
  };
  const results: (CellResult | undefined)[] = new Array(cells.length).fill(undefined);
  let next = 0;
  let isOver = false;

  async function work(): Promise<void> {
    let worker: WorkerProcess | undefined;
    try {
      while (!isOver && next < cells.length) {
        const position = next++;
        const cell = cells[position] as Cell;
        worker ??= await startWorker(init, options);
        const outcome = await worker.run(cell);
        const run: CellRun =
          'result' in outcome
            ? { ...outcome.result.run, durationMs: outcome.result.durationMs }
            : diedWith(outcome.death, cell);
        if ('death' in outcome) worker = undefined;
        const result = { cell, run: submission.explainStack(cell.test.entry.name, run) };
        results[position] = result;
        options.onResult?.(result);
        if (options.bail && run.status !== 'passed') isOver = true;
      }
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      worker?.close();
    }
  }

  const jobs = Math.max(1, Math.min(options.jobs, cells.length));
  await Promise.all(Array.from({ length: jobs }, work));
  return results.map((result, position) => result ?? { cell: cells[position] as Cell, run: skipped() });
}

async function startWorker(init: InitMessage, options: RunCellsOptions): Promise<WorkerProcess> {
  const worker = new WorkerProcess({ init, memoryMb: options.limits.memoryMb, consoleFd: options.consoleFd });
  const outcome = await worker.load(init);
  const problem =
    'death' in outcome ? deathWhileLoading(outcome.death, options.submission.entries) : outcome.loadErrors[0];
  if (problem === undefined) return worker;
  worker.close();
  throw loadFailed(problem, options.submission);
}

function deathWhileLoading({ stuck, description }: WorkerDeath, entries: readonly LabEntry[]): LoadError {
  return {
    entry: entries[0]?.name ?? '',
    message: stuck === undefined ? description : `its top level did not return within ${stuck.stepWallMs / 1000} s`,
    stack: stuck?.stack ?? '',
  };
}

function loadFailed({ entry, message, stack }: LoadError, submission: LoadedSubmission): LabsError {
  const { frames } = submission.sourceMap(entry).mapStack(stack);
  const text = [
    `loading the submission's module for '${entry}' failed: ${message}`,
    ...frames.map((frame) => `    ${frame}`),
  ];
  return new LabsError('load-error', text.join('\n'), { hint: 'code at the top level of a module must not throw' });
}

function skipped(): CellRun {
  return { ...NOTHING, status: 'skipped', failure: null };
}

const NOTHING = {
  virtualMs: 0,
  events: 0,
  rpcs: 0,
  bytes: 0,
  peers: 0,
  commits: 0,
  digest: '',
  faults: [],
  durationMs: 0,
};

/** The result of a cell whose process did not live to report it. */
function diedWith({ stuck, isOutOfMemory, description }: WorkerDeath, { test }: Cell): CellRun {
  const where = { atMs: 0, event: 0, stack: stuck?.stack ?? '' };
  if (stuck !== undefined) {
    return {
      ...NOTHING,
      status: 'livelock',
      durationMs: stuck.stepWallMs,
      failure: {
        kind: 'liveness',
        property: 'steps end',
        statement: 'a server’s code returns from every event',
        message: `a server’s code did not return within ${stuck.stepWallMs / 1000} s of real time`,
        expected: 'each timer, RPC or call is handled in a few milliseconds',
        actual: 'code that runs on and on, and was ended; virtual time stands still meanwhile',
        hint: 'look for a loop that never awaits, or awaits something already settled: wait with setTimeout or a promise that an event resolves',
        ...where,
      },
    };
  }
  const failure = {
    property: test.property.name,
    statement: test.property.statement,
    expected: 'the test runs to its end',
    actual: description,
    ...where,
  };
  if (isOutOfMemory) {
    return {
      ...NOTHING,
      status: 'oom',
      failure: {
        ...failure,
        kind: 'crash',
        message: 'the servers used up their memory',
        actual: 'the process ran out of memory (limits.memoryMb in grading.config.json)',
        hint: 'look for something that grows without bounds: a log that is never trimmed, timers or calls that pile up',
      },
    };
  }
  return {
    ...NOTHING,
    status: 'crashed',
    failure: {
      ...failure,
      kind: 'crash',
      message: 'the servers’ process ended',
      hint: 'the process must not be ended from inside',
    },
  };
}
