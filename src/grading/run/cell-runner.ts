import { LabsError } from '../../base/errors.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';
import type { Aspect, Findings } from '../../labs/observed-run/observed-run.ts';
import type { LoadedSubmission } from '../submission/load.ts';
import type { CellRun } from './cell-run.ts';
import { diedWith } from './died-with.ts';
import type { InitMessage, LoadError, ProcessIsolation } from './messages.ts';
import type { Cell } from './plan.ts';
import { type WorkerDeath, WorkerProcess } from './worker-process.ts';

export interface CellRunnerOptions {
  submission: LoadedSubmission;
  limits: { memoryMb: number; stepCpuMs: number };
  /** Where the submission's console goes: a file descriptor; undefined: nowhere. */
  consoleFd: number | undefined;
  /** Absent: nodes run in the worker process itself, which is for code that is trusted. */
  isolation?: ProcessIsolation | undefined;
}

/** Runs one cell after the other in a worker process, and in a new one when that has died. */
export class CellRunner {
  readonly #options: CellRunnerOptions;
  readonly #init: InitMessage;
  #worker: WorkerProcess | undefined;

  constructor(options: CellRunnerOptions) {
    this.#options = options;
    this.#init = {
      type: 'init',
      bundles: options.submission.bundleFiles,
      stepCpuMs: options.limits.stepCpuMs,
      isVerbose: options.consoleFd !== undefined,
      isolation: options.isolation,
    };
  }

  /**
   * @param aspect what else to find out about the run.
   * @throws LabsError when the submission's code fails while it is loaded.
   */
  async run(cell: Cell, aspect?: Aspect): Promise<{ run: CellRun; findings: Findings }> {
    this.#worker ??= await startWorker(this.#init, this.#options);
    const outcome = await this.#worker.run(cell, aspect);
    const { submission } = this.#options;
    const entry = cell.test.entry.name;
    if ('death' in outcome) {
      this.#worker = undefined;
      return { run: submission.explainFailure(entry, diedWith(outcome.death, cell)), findings: {} };
    }
    const { run, findings, durationMs } = outcome.result;
    return { run: submission.explainFailure(entry, { ...run, durationMs }), findings };
  }

  close(): void {
    this.#worker?.close();
    this.#worker = undefined;
  }
}

async function startWorker(init: InitMessage, options: CellRunnerOptions): Promise<WorkerProcess> {
  const worker = new WorkerProcess({ memoryMb: options.limits.memoryMb, consoleFd: options.consoleFd });
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
    message: stuck === undefined ? description : `its top level did not return within ${stuck.stepCpuMs / 1000} s`,
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
