import { relative, resolve } from 'node:path';
import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import type { JobEvent } from '../grading/run-mapreduce/job-event.ts';
import { checkRequest } from '../grading/run-mapreduce/request.ts';
import { type MapReduceReport, runMapReduce } from '../grading/run-mapreduce/run-mapreduce.ts';
import { loadSubmission } from '../grading/submission/load.ts';
import { MAPREDUCE_ENTRY } from '../labs/mapreduce/entry.ts';

/** What commander hands over. */
export interface RunOptions {
  app: string;
  workers: string;
  reduces: string;
  submission?: string;
  config?: string;
  output: string;
  timeout: string;
  verbose?: boolean;
}

/** How a shell names the end by Ctrl-C. */
const EXIT_INTERRUPTED = 130;

/** `labs run mapreduce`: runs the job, tells what happens, returns the exit code. */
export async function runJob(lab: string, files: readonly string[], options: RunOptions): Promise<number> {
  if (lab !== MAPREDUCE_ENTRY.name) {
    throw new LabsError('unknown-lab', `'${lab}' cannot be run outside the simulation`, {
      hint: suggest(lab, [MAPREDUCE_ENTRY.name]),
    });
  }
  const job = {
    app: options.app,
    workers: toCount('--workers', options.workers),
    reduces: toCount('--reduces', options.reduces),
    files,
    outputFolder: options.output,
    timeoutMs: 1000 * toCount('--timeout', options.timeout),
    isVerbose: options.verbose ?? false,
  };
  // What is wrong with the job is said before the submission is built.
  checkRequest(job);
  const config = loadConfig(process.cwd(), options.config);
  const folder = options.submission === undefined ? config.submissionFolder : resolve(options.submission);
  const submission = await loadSubmission(folder, config, [MAPREDUCE_ENTRY]);

  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const report = await runMapReduce({
    ...job,
    submission,
    onEvent: (event) => tell(event, describe(job)),
    signal: interruption.signal,
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  console.log(summary(report, options));
  if (interruption.signal.aborted) return EXIT_INTERRUPTED;
  return report.failure === null ? EXIT.passed : EXIT.failed;
}

function toCount(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new LabsError('bad-option', `${option} ${text}: not a count`, { hint: 'a whole number, at least 1' });
}

function describe({
  app,
  files,
  workers,
  reduces,
}: {
  app: string;
  files: readonly string[];
  workers: number;
  reduces: number;
}): string {
  return `${app} on ${count(files.length, 'file')}: ${count(workers, 'worker')}, ${count(reduces, 'reduce task')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function tell(event: JobEvent, description: string): void {
  if (event.type === 'started' && event.process === 'coordinator') {
    console.log(description);
  } else if (event.type === 'lost') {
    console.log(`${event.process} was lost (${event.description}); another takes its place`);
  } else if (event.type === 'log') {
    console.log(`${event.process}  ${event.level === 'log' ? '' : `${event.level}: `}${event.text}`);
  }
}

function summary(report: MapReduceReport, { output }: RunOptions): string {
  const { failure, outputFiles, lines, maps, reduces, lostWorkers, durationMs } = report;
  const calls = `${count(maps, 'map call')}, ${count(reduces, 'reduce call')}`;
  const work = `${calls}, ${count(lostWorkers, 'worker')} lost, ${(durationMs / 1000).toFixed(1)} s`;
  if (failure === null) {
    const where = relative(process.cwd(), resolve(output)) || '.';
    return `${work}\n${chalk.green('done')}  ${count(lines, 'line')} in ${count(outputFiles.length, 'file')} in ${where}, as a sequential run writes them`;
  }
  const frames = failure.frames.map((frame) => `      ${frame}`);
  return [work, `${chalk.red('FAIL')}  ${failure.message}`, ...frames, `hint  ${failure.hint}`].join('\n');
}
