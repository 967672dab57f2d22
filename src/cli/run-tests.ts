import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { type LoadedConfig, loadConfig } from '../grading/config/load-config.ts';
import type { HintLevel } from '../grading/hints/hint-for.ts';
import { exitCodeOf, makeDocument, type RunContext } from '../grading/report/document.ts';
import { findFormat } from '../grading/report/registry.ts';
import type { ProcessIsolation } from '../grading/run/messages.ts';
import { type Cell, planCells } from '../grading/run/plan.ts';
import { type CellResult, runCells } from '../grading/run/run-cells.ts';
import { parseSeed } from '../grading/run/token.ts';
import type { LoadedSubmission } from '../grading/submission/load.ts';
import { type CodeOptions, loadCode, replayOptions, submissionFolder } from './code-options.ts';
import { parseCount } from './parse-count.ts';
import { createProgress } from './progress.ts';

/** What commander hands over: text, unless it is a flag. */
export interface TestOptions extends CodeOptions {
  reporter: string;
  output?: string;
  verbose?: boolean;
  inspect?: string | true;
  test?: string;
  seed?: string;
  seeds?: string;
  jobs?: string;
  bail?: boolean;
  watch?: boolean;
  checkDeterminism?: boolean;
  hints?: HintLevel;
  host?: 'vm' | 'process';
  strictIsolation?: boolean;
}

/** `labs test`: plans, runs, reports; returns the exit code. */
export async function runTests(parts: readonly string[], options: TestOptions): Promise<number> {
  const config = configFor(options);
  const cells = planCells({
    parts,
    pattern: options.test,
    seed: options.seed === undefined ? config.seed : parseSeed(options.seed),
    seeds: options.seeds === undefined ? config.seeds : parseCount('--seeds', options.seeds, 100_000),
  });
  if (options.watch) {
    const { watch } = await import('./watch.ts');
    return watch(submissionFolder(options, config), () => runPlanned(cells, options, config));
  }
  return (await runPlanned(cells, options, config)).exitCode;
}

function configFor({ config: path, hints }: TestOptions): LoadedConfig {
  const config = loadConfig(process.cwd(), path);
  return hints === undefined ? config : { ...config, hints };
}

/** `labs replay`. */
export async function runCellsAndReport(cells: readonly Cell[], options: TestOptions): Promise<number> {
  return (await runPlanned(cells, options, configFor(options))).exitCode;
}

export interface PlannedRun {
  exitCode: number;
  /** The files whose change calls for another run. */
  inputs: string[];
}

async function runPlanned(cells: readonly Cell[], options: TestOptions, config: LoadedConfig): Promise<PlannedRun> {
  const format = findFormat(options.reporter);
  const submission = await loadCode(cells, options, config);
  const isText = format.name === 'text';
  const context: RunContext = {
    config,
    submission: relative(process.cwd(), submission.folder) || '.',
    replayOptions: replayOptions(options),
  };
  const isolation = await isolationOf(options, config);
  const progress = createProgress({ cells, context, isText });
  const onResult = (result: CellResult) => progress.onResult(result);
  const results = await execute(cells, options, config, { submission, isolation, onResult });
  const document = makeDocument(results, { ...context, layers: await layersOf(results, options, config, isolation) });
  progress.finish(document);
  const rendered = format.render(document);
  if (!isText) process.stdout.write(rendered);
  if (options.output !== undefined) writeReport(options.output, rendered);
  return { exitCode: exitCodeOf(document), inputs: submission.inputs };
}

/** Not when somebody has put the layers together by hand, or waits in a debugger. */
async function layersOf(
  results: readonly CellResult[],
  options: TestOptions,
  config: LoadedConfig,
  isolation: ProcessIsolation | undefined,
): Promise<ReadonlyMap<Cell, string>> {
  if (options.with !== undefined || options.inspect !== undefined || config.hints === 'off') return new Map();
  const { whichLayer } = await import('../grading/run/which-layer.ts');
  return whichLayer({ results, folder: submissionFolder(options, config), config, jobs: jobsOf(options), isolation });
}

interface Execution {
  submission: LoadedSubmission;
  isolation: ProcessIsolation | undefined;
  onResult: (result: CellResult) => void;
}

async function execute(
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
async function isolationOf(options: TestOptions, config: LoadedConfig): Promise<ProcessIsolation | undefined> {
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

function jobsOf({ jobs }: TestOptions): number {
  return jobs === undefined ? availableParallelism() : parseCount('--jobs', jobs, 1_024);
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new LabsError('bad-output', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'name a file in a folder that exists and may be written',
      cause,
    });
  }
}
