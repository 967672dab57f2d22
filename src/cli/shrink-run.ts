import chalk from 'chalk';
import { EXIT } from '../base/errors.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { CellRunner } from '../grading/run/cell-runner.ts';
import type { Cell } from '../grading/run/plan.ts';
import type { RunFile } from '../grading/shrink/run-file.ts';
import { type Shrunk, shrink } from '../grading/shrink/shrink.ts';
import { countFaults, formatMs, storyOf } from '../grading/shrink/story.ts';
import { type CodeOptions, loadCode } from './code-options.ts';
import { findRun } from './find-run.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { parseCount } from './parse-count.ts';
import { referenceRunner } from './reference-runner.ts';
import { terminalSpinner } from './spinner.ts';

export interface ShrinkCommandOptions extends CodeOptions {
  runs: string;
  events: string;
  output?: string;
}

/** `labs shrink`: tells the smallest run that it finds, and writes it to a file; returns the exit code. */
export async function shrinkRun(tokenOrFile: string, options: ShrinkCommandOptions): Promise<number> {
  const cell = findRun(tokenOrFile);
  const maxRuns = parseCount('--runs', options.runs, 1_000_000);
  const maxEvents = parseCount('--events', options.events, Number.MAX_SAFE_INTEGER);
  const path = options.output ?? `${cell.test.id.replace('/', '-')}@${cell.seed}.json`;
  checkOutput(path);
  const config = loadConfig(process.cwd(), options.config);
  const submission = await loadCode([cell], options, config);
  const runner = new CellRunner({ submission, limits: config.limits, consoleFd: undefined });
  const reference = await referenceRunner([cell], options, config);
  const spinner = (await terminalSpinner())?.start('shrinking');
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  try {
    const shrunk = await shrink({
      from: { seed: cell.seed, variation: cell.variation ?? {} },
      run: async (candidate) => (await runner.run({ ...cell, ...candidate })).run,
      runCorrect: reference && (async (candidate) => (await reference.run({ ...cell, ...candidate })).run),
      maxRuns,
      maxEvents,
      signal: interruption.signal,
      onProgress: (best) => {
        writeRun(path, cell, best);
        if (spinner) spinner.text = `${countFaults(best.run.faults)} faults, ${formatMs(best.run.virtualMs)}`;
      },
    });
    spinner?.stop();
    if (shrunk === undefined && interruption.signal.aborted) {
      console.log(`${tokenOrFile}: interrupted before its first run ended`);
      return EXIT.inconclusive;
    }
    if (shrunk === undefined) {
      console.log(`${tokenOrFile} passes: there is nothing to shrink`);
      return EXIT.passed;
    }
    writeRun(path, cell, shrunk);
    tell(cell, shrunk, path);
    return EXIT.failed;
  } finally {
    spinner?.stop();
    process.off('SIGINT', interrupt);
    runner.close();
    reference?.close();
  }
}

function writeRun(path: string, { test }: Cell, { seed, variation, run }: Shrunk): void {
  const { property = '', message = '', atMs = 0 } = run.failure ?? {};
  const file = {
    version: 1,
    kind: 'labs-run',
    test: test.id,
    seed,
    variation: variation as RunFile['variation'],
    failure: { property, message, atMs },
    story: storyOf(run),
  } satisfies RunFile;
  writeOutput(path, `${JSON.stringify(file, null, 2)}\n`);
}

function tell({ test }: Cell, { run, seed, variation, runs }: Shrunk, path: string): void {
  const story = storyOf(run);
  console.log(`${chalk.bold(test.id)}: ${test.title}`);
  console.log(`${run.peers} servers, ${run.commits} operations, ${formatMs(run.virtualMs)}, seed ${seed}\n`);
  for (const line of story) console.log(`  ${line}`);
  if (story.length === 0) console.log('  no fault is needed');
  if (variation.strategy !== undefined) console.log(`  messages are disturbed by '${variation.strategy.name}'`);
  if (!variation.isPunctual) console.log(chalk.dim('  the network’s random delays matter'));
  const { message = '', expected = '', actual = '', atMs = 0 } = run.failure ?? {};
  console.log(`\n  → ${chalk.red.bold(message)}, at ${formatMs(atMs)}`);
  console.log(`    expected  ${expected}`);
  console.log(`    actual    ${actual.replaceAll('\n', `\n${' '.repeat(14)}`)}`);
  console.log(`\nfound in ${runs} runs; see it with\n  labs replay ${path}\n  labs explain ${path}`);
}
