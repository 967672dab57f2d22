import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { type LoadedConfig, loadConfig } from '../grading/config/load-config.ts';
import { exitCodeOf, makeDocument, type RunContext } from '../grading/report/document.ts';
import { findFormat } from '../grading/report/registry.ts';
import { type Cell, planCells } from '../grading/run/plan.ts';
import { type CellResult, runCells } from '../grading/run/run-cells.ts';
import { parseSeed } from '../grading/run/token.ts';
import { type LoadedSubmission, loadSubmission } from '../grading/submission/load.ts';
import type { LabEntry } from '../labs/lab-entry.ts';
import { TESTS } from '../labs/registry.ts';
import { createProgress } from './progress.ts';

/** What commander hands over: text, unless it is a flag. */
export interface TestOptions {
  submission?: string;
  config?: string;
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
  with?: string[];
}

/** `labs test`: plans, runs, reports; returns the exit code. */
export async function runTests(parts: readonly string[], options: TestOptions): Promise<number> {
  const config = loadConfig(process.cwd(), options.config);
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

/** `labs replay`. */
export async function runCellsAndReport(cells: readonly Cell[], options: TestOptions): Promise<number> {
  return (await runPlanned(cells, options, loadConfig(process.cwd(), options.config))).exitCode;
}

export interface PlannedRun {
  exitCode: number;
  /** The files whose change calls for another run. */
  inputs: string[];
}

async function runPlanned(cells: readonly Cell[], options: TestOptions, config: LoadedConfig): Promise<PlannedRun> {
  const format = findFormat(options.reporter);
  const folder = submissionFolder(options, config);
  const entries = [...new Set(cells.map(({ test }) => test.entry))];
  const submission = await loadSubmission(folder, config, entries, parseSubstitutes(options.with ?? []));
  const isText = format.name === 'text';
  const context: RunContext = {
    config,
    submission: relative(process.cwd(), folder) || '.',
    replayOptions: replayOptions(options),
  };
  const progress = createProgress({ cells, context, isText });
  const results = await execute(cells, options, config, submission, (result) => progress.onResult(result));
  const document = makeDocument(results, context);
  progress.finish(document);
  const rendered = format.render(document);
  if (!isText) process.stdout.write(rendered);
  if (options.output !== undefined) writeReport(options.output, rendered);
  return { exitCode: exitCodeOf(document), inputs: submission.inputs };
}

function submissionFolder({ submission }: TestOptions, config: LoadedConfig): string {
  return submission === undefined ? config.submissionFolder : resolve(submission);
}

async function execute(
  cells: readonly Cell[],
  options: TestOptions,
  config: LoadedConfig,
  submission: LoadedSubmission,
  onResult: (result: CellResult) => void,
): Promise<CellResult[]> {
  if (options.inspect !== undefined) {
    const { runInspected } = await import('./run-inspected.ts');
    return runInspected({ cells, submission, address: options.inspect, onResult });
  }
  // What the servers print must not end up in a machine's report, nor be mixed from several tests.
  const consoleFd = options.verbose ? (options.reporter === 'text' ? 1 : 2) : undefined;
  const jobs = options.jobs === undefined ? availableParallelism() : parseCount('--jobs', options.jobs, 1_024);
  return runCells({
    submission,
    cells,
    jobs: options.verbose ? 1 : jobs,
    bail: options.bail ?? false,
    limits: config.limits,
    consoleFd,
    onResult,
  });
}

/** The options that decide which code runs, for the replay line. */
function replayOptions({ submission, config, with: substitutes = [] }: TestOptions): string[] {
  const quote = (text: string) => (/^[\w./=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return [
    ...(submission === undefined ? [] : ['--submission', quote(submission)]),
    ...(config === undefined ? [] : ['--config', quote(config)]),
    ...substitutes.flatMap((substitute) => ['--with', quote(substitute)]),
  ];
}

/** `raft=DIR`, or `raft=reference` for the bundled one: the lab and the folder its module comes from. */
function parseSubstitutes(texts: readonly string[]): Map<LabEntry, string> {
  const entries = new Map(TESTS.map(({ entry }) => [entry.name, entry]));
  return new Map(
    texts.map((text) => {
      const [name = '', folder = ''] = text.split(/=(.*)/s);
      const entry = entries.get(name);
      if (entry === undefined || folder === '') {
        throw new LabsError('bad-option', `--with ${text}: not a lab and a folder`, {
          hint: `LAB=DIR or LAB=reference, where LAB is one of ${[...entries.keys()].join(', ')}`,
        });
      }
      return [entry, folder === 'reference' ? packagePath('reference', 'labs') : resolve(folder)] as const;
    }),
  );
}

function parseCount(option: string, text: string, most: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most) {
    throw new LabsError('bad-option', `${option} ${text}: not a count`, { hint: `a whole number from 1 to ${most}` });
  }
  return count;
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
