import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import chalk from 'chalk';
import { EXIT } from '../base/errors.ts';
import type { ClassDocument, RunIdentity } from '../grading/batch/class-document.ts';
import { classText } from '../grading/batch/class-text.ts';
import { LocalExecutor } from '../grading/batch/local-executor.ts';
import { type ClassRun, type ClassRunStart, runClass } from '../grading/batch/run-class.ts';
import type { RunFolder } from '../grading/batch/run-folder.ts';
import type { Executor } from '../grading/batch/unit.ts';
import { requireIsolation } from '../grading/run/isolation.ts';
import { createGradeProgress, type GradeProgress } from './grade-progress.ts';
import { parseCount } from './parse-count.ts';
import { terminalSpinner } from './spinner.ts';

/** Options of the commands that run a class, as commander hands them over. */
export interface ClassOptions {
  config?: string;
  secretFile?: string;
  jobs?: string;
  strictIsolation?: boolean;
  allowWeakerJail?: boolean;
  redis?: string;
  reporter: string;
}

/** As a shell reports a process that SIGINT has ended. */
const INTERRUPTED = 130;

export function hostOf({ strictIsolation }: ClassOptions): RunIdentity['host'] {
  return strictIsolation ? 'process-per-node' : 'process';
}

/** Grades, shows how far it is, and says what came out; returns the exit code. Ctrl-C ends it in good order. */
export async function carryOut({
  folder,
  options,
  ...run
}: Pick<ClassRun, 'folder' | 'entries' | 'carried' | 'scrub' | 'timings'> & {
  options: ClassOptions;
}): Promise<number> {
  const executor = await executorFor(folder, options);
  const onInterrupt = () => void executor.close();
  process.once('SIGINT', onInterrupt);
  const spinner = await terminalSpinner();
  let progress: GradeProgress | undefined;
  try {
    const { isComplete, document } = await runClass({
      ...run,
      folder,
      executor,
      onStart: (start) => {
        tellStart(start, folder);
        progress = createGradeProgress(start.units, start.settled, spinner);
      },
      onResult: (isSettled) => progress?.onResult(isSettled),
    });
    progress?.finish();
    if (document !== undefined) return tellEnd(document, folder, options);
    if (isComplete) return tellShard(folder);
    console.error(`interrupted: what has been graded is in ${shown(folder)}; the same command goes on from there`);
    return INTERRUPTED;
  } finally {
    progress?.finish();
    process.off('SIGINT', onInterrupt);
    await executor.close();
  }
}

/** The machine's own processes, or whoever works on a queue. */
async function executorFor(folder: RunFolder, options: ClassOptions): Promise<Executor> {
  if (options.redis !== undefined) {
    const { queueExecutorFor } = await import('./queue-executor-for.ts');
    return queueExecutorFor(folder, options.redis);
  }
  const { strictIsolation: isStrict = false, allowWeakerJail: allowWeaker = false } = options;
  const isolation = requireIsolation({ limits: folder.spec.limits, isStrict, allowWeaker });
  const jobs = options.jobs === undefined ? availableParallelism() : parseCount('--jobs', options.jobs, 1_024);
  const folderOf = (digest: string) => join(folder.codeFolder, digest);
  return new LocalExecutor({ spec: folder.spec, folderOf, jobs, isolation });
}

function tellStart({ units, settled, cutBytes, changes }: ClassRunStart, folder: RunFolder): void {
  if (cutBytes > 0) console.error(`the journal ended in the middle of a line: its last ${cutBytes} bytes were cut off`);
  for (const change of changes) console.error(`since this run was left: ${change}`);
  const known = settled === 0 ? '' : `; ${settled} are in its journal already`;
  console.error(`grading into ${shown(folder)}: ${units} verdicts to find${known}`);
}

function tellShard({ shard, path }: RunFolder): number {
  console.log(`shard ${shard?.index} of ${shard?.count} is complete: ${shown(path)}`);
  console.log('labs merge-reports joins the folders of all shards');
  return EXIT.passed;
}

export function tellEnd(
  document: ClassDocument,
  folder: RunFolder,
  { reporter }: Pick<ClassOptions, 'reporter'>,
): number {
  if (reporter === 'json') process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else
    console.log(
      `${classText(document, chalk)}\n${shown(join(folder.path, 'grades.json'))}, grades.csv, report/index.html`,
    );
  return exitCodeOfClass(document);
}

/** 3: the harness was at fault somewhere; 4: somebody has no grade yet for another reason. */
function exitCodeOfClass({ submissions, summary }: ClassDocument): number {
  const statuses = submissions.flatMap(({ report }) => report.parts.flatMap(({ tests }) => tests));
  if (statuses.some(({ status }) => status === 'harness-error')) return EXIT.harness;
  return summary.incomplete > 0 ? EXIT.inconclusive : EXIT.passed;
}

function shown(place: RunFolder | string): string {
  const path = typeof place === 'string' ? place : place.path;
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
