import { availableParallelism } from 'node:os';
import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { tokenOf } from '../grading/fuzz/corpus.ts';
import { type FuzzSum, fuzz } from '../grading/fuzz/fuzz.ts';
import { WAYS, type Way } from '../grading/fuzz/next-cell.ts';
import type { CellRun } from '../grading/run/cell-run.ts';
import { type Cell, expandParts, planCells } from '../grading/run/plan.ts';
import { parseSeed } from '../grading/run/token.ts';
import { type CodeOptions, loadCode, replayOptions } from './code-options.ts';
import { parseCount } from './parse-count.ts';
import { terminalSpinner } from './spinner.ts';

export interface FuzzCommandOptions extends CodeOptions {
  events: string;
  seed: string;
  ways?: string;
  jobs?: string;
  corpus: string;
}

/** `labs fuzz`: tells every new failure when it is found; returns the exit code. */
export async function fuzzParts(names: readonly string[], options: FuzzCommandOptions): Promise<number> {
  const parts = expandParts(names);
  const maxEvents = parseCount('--events', options.events, Number.MAX_SAFE_INTEGER);
  const seed = parseSeed(options.seed);
  const ways = options.ways === undefined ? WAYS : parseWays(options.ways);
  const jobs = options.jobs === undefined ? availableParallelism() : parseCount('--jobs', options.jobs, 1_024);
  const config = loadConfig(process.cwd(), options.config);
  const cells = planCells({ parts, pattern: undefined, seed: 1, seeds: 1 });
  const submission = await loadCode(cells, options, config);
  const spinner = (await terminalSpinner())?.start();
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  const say = (text: string) => {
    spinner?.clear();
    console.log(text);
  };
  try {
    const sum = await fuzz({
      submission,
      limits: config.limits,
      consoleFd: undefined,
      parts,
      seed,
      ways,
      maxEvents,
      jobs,
      corpusPath: options.corpus,
      signal: interruption.signal,
      onRerun: (cell, run) => say(rerunText(cell, run)),
      onFailure: (cell, run) => say(failureText(cell, run, options)),
      onRun: (now) => {
        if (spinner !== undefined) spinner.text = sumText(now);
      },
    });
    spinner?.stop();
    console.log(sumText(sum));
    if (sum.harnessErrors > 0) return EXIT.harness;
    return sum.failures > 0 ? EXIT.failed : EXIT.passed;
  } finally {
    spinner?.stop();
    process.off('SIGINT', interrupt);
  }
}

function parseWays(text: string): Way[] {
  return text.split(',').map((word) => {
    const way = WAYS.find((name) => name === word.trim());
    if (way !== undefined) return way;
    throw new LabsError('bad-option', `--ways ${text}: there is no way '${word.trim()}' to search`, {
      hint: suggest(word.trim(), WAYS),
    });
  });
}

function rerunText(cell: Cell, { failure }: CellRun): string {
  const verdict = failure === null ? chalk.green('passes now') : chalk.red(`still fails: ${failure.message}`);
  return `known  ${tokenOf(cell)}  ${verdict}`;
}

function failureText(cell: Cell, { failure }: CellRun, options: CodeOptions): string {
  const run = [tokenOf(cell), ...replayOptions(options)].join(' ');
  return [
    `${chalk.red.bold('FAIL')}  ${cell.test.id}: ${failure?.message}`,
    `       ${failure?.property} (${failure?.kind}): ${failure?.statement}`,
    `       labs shrink ${run}`,
  ].join('\n');
}

function sumText({ runs, events, failedRuns, failures, situations }: FuzzSum): string {
  const number = (value: number) => value.toLocaleString('en-US');
  return `${number(runs)} runs, ${number(events)} events, ${number(situations)} rare situations: ${number(failures)} different failures, in ${number(failedRuns)} runs`;
}
