import { availableParallelism } from 'node:os';
import { LabsError } from '../base/errors.ts';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import type { ProcessIsolation } from '../grading/run/messages.ts';
import type { Cell } from '../grading/run/plan.ts';
import { type CellResult, runCells } from '../grading/run/run-cells.ts';
import type { LoadedSubmission } from '../grading/submission/load.ts';
import { submissionFolder } from './code-options.ts';
import { parseCount } from './parse-count.ts';
import type { TestOptions } from './run-tests.ts';

export interface Execution {
  submission: LoadedSubmission;
  isolation: ProcessIsolation | undefined;
  onResult: (result: CellResult) => void;
}

/** Runs cells as the options say. @throws LabsError when the submission's code fails while it is loaded. */
export async function executeCells(
  cells: readonly Cell[],
  options: TestOptions,
  config: LoadedConfig,
  { submission, isolation, onResult }: Execution,
): Promise<CellResult[]> {
  if (options.inspect !== undefined) {
    if (options.checkDeterminism) {
      throw new LabsError('bad-option', '--check-determinism runs everything twice: not together with --inspect', {
        hint: 'run it without --inspect, then debug what it names',
      });
    }
    const { runInspected } = await import('./run-inspected.ts');
    return runInspected({ cells, submission, address: options.inspect, onResult });
  }
  // What the servers print must not end up in a machine's report, nor be mixed from several tests.
  const consoleFd = options.verbose ? (options.reporter === 'text' ? 1 : 2) : undefined;
  return runCells({
    submission,
    cells,
    jobs: options.verbose ? 1 : jobsOf(options),
    bail: options.bail ?? false,
    limits: config.limits,
    consoleFd,
    isolation,
    aspect: options.checkDeterminism ? 'determinism' : undefined,
    onResult,
  });
}

/** Undefined: nodes run where the simulation runs. */
export async function isolationOf(options: TestOptions, config: LoadedConfig): Promise<ProcessIsolation | undefined> {
  const { host, strictIsolation = false, inspect } = options;
  if (host !== 'process' && !strictIsolation) return undefined;
  if (host === 'vm') {
    throw new LabsError('bad-option', '--strict-isolation with --host vm: there is one process only', {
      hint: 'leave one of the two out',
    });
  }
  if (inspect !== undefined) {
    throw new LabsError('bad-option', '--inspect: a debugger cannot look into a jail', { hint: 'use --host vm' });
  }
  const { describeMissing, findIsolation } = await import('../grading/run/isolation.ts');
  const { isolation, missing } = findIsolation({ limits: config.limits, isStrict: strictIsolation });
  if (missing.length > 0) {
    console.error(`warning: the jail is not complete here (\`labs doctor\`):\n${describeMissing(missing)}`);
  }
  return isolation;
}

/** Which layers failures point to; not when somebody has put them together by hand, or waits in a debugger. */
export async function layersOf(
  results: readonly CellResult[],
  options: TestOptions,
  config: LoadedConfig,
  isolation: ProcessIsolation | undefined,
): Promise<ReadonlyMap<Cell, string>> {
  if (options.with !== undefined || options.inspect !== undefined || config.hints === 'off') return new Map();
  const { whichLayer } = await import('../grading/run/which-layer.ts');
  return whichLayer({ results, folder: submissionFolder(options, config), config, jobs: jobsOf(options), isolation });
}

function jobsOf({ jobs }: TestOptions): number {
  return jobs === undefined ? availableParallelism() : parseCount('--jobs', jobs, 1_024);
}
