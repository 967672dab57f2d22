import { relative } from 'node:path';
import { type LoadedConfig, loadConfig } from '../grading/config/load-config.ts';
import type { HintLevel } from '../grading/hints/hint-for.ts';
import { exitCodeOf, makeDocument, type RunContext } from '../grading/report/document.ts';
import { type Cell, planCells } from '../grading/run/plan.ts';
import type { CellResult } from '../grading/run/run-cells.ts';
import { parseSeed } from '../grading/run/token.ts';
import { type CodeOptions, loadCode, replayOptions, submissionFolder } from './code-options.ts';
import { executeCells, isolationOf, layersOf } from './execute-cells.ts';
import { parseCount } from './parse-count.ts';
import { createProgress } from './progress.ts';
import { checkFiles, planReports, printReport, type ReportOptions, reportFacts, writeReports } from './reports.ts';

/** What commander hands over: text, unless it is a flag. */
export interface TestOptions extends CodeOptions, ReportOptions {
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
  const cells = planFor(parts, options, config);
  if (options.watch) {
    const { watch } = await import('./watch.ts');
    return watch(submissionFolder(options, config), () => runPlanned(cells, options, config));
  }
  return (await runPlanned(cells, options, config)).exitCode;
}

/** The cells that parts and options ask for. @throws LabsError for a part, test, seed or count that is none. */
export function planFor(parts: readonly string[], options: TestOptions, config: LoadedConfig): Cell[] {
  return planCells({
    parts,
    pattern: options.test,
    seed: options.seed === undefined ? config.seed : parseSeed(options.seed),
    seeds: options.seeds === undefined ? config.seeds : parseCount('--seeds', options.seeds, 100_000),
  });
}

export function configFor({ config: path, hints }: TestOptions): LoadedConfig {
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
  const reports = planReports(options);
  checkFiles(reports);
  const startedAtMs = Date.now();
  const submission = await loadCode(cells, options, config);
  const context = runContext(options, config);
  const isolation = await isolationOf(options, config);
  const progress = await createProgress({ cells, context, isText: reports.reporter.name === 'text' });
  const onResult = (result: CellResult) => progress.onResult(result);
  const results = await executeCells(cells, options, config, { submission, isolation, onResult });
  const document = makeDocument(results, { ...context, layers: await layersOf(results, options, config, isolation) });
  progress.finish(document);
  const facts = reportFacts(startedAtMs, config.course, reports);
  printReport(document, reports, facts);
  writeReports(document, reports, facts);
  return { exitCode: exitCodeOf(document), inputs: submission.inputs };
}

/** What documents of a run say besides its results. */
export function runContext(options: CodeOptions, config: LoadedConfig): RunContext {
  return {
    config,
    submission: relative(process.cwd(), submissionFolder(options, config)) || '.',
    replayOptions: replayOptions(options),
  };
}
