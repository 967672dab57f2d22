import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import type { ExplainedFailure } from '../grading/pages/failure-page.ts';
import { CellRunner } from '../grading/run/cell-runner.ts';
import { formatMs } from '../grading/shrink/story.ts';
import { type BundleSourceMap, showPlace } from '../grading/submission/source-map.ts';
import type { Causes } from '../labs/observed-run/causes.ts';
import { type CodeOptions, loadCode } from './code-options.ts';
import { findRun } from './find-run.ts';
import { checkOutput, writeOutput } from './output-file.ts';

/** The innermost may be a function that everybody uses to save or send. */
const SHOWN_FRAMES = 2;

/** `labs explain`: tells the events that led to a failure; returns the exit code. */
export async function explainRun(tokenOrFile: string, options: CodeOptions & { html?: string }): Promise<number> {
  const cell = findRun(tokenOrFile);
  if (options.html !== undefined) checkOutput(options.html);
  const config = loadConfig(process.cwd(), options.config);
  const submission = await loadCode([cell], options, config);
  const runner = new CellRunner({ submission, limits: config.limits, consoleFd: undefined });
  try {
    const { run, findings } = await runner.run(cell, 'causes');
    if (run.failure === null) {
      console.log(`${tokenOrFile} passes: there is nothing to explain`);
      return EXIT.passed;
    }
    const map = submission.sourceMap(cell.test.entry.name);
    if (findings.causes !== undefined) tell(findings.causes, map);
    console.log(`${chalk.red.bold(`${formatMs(run.failure.atMs)}  ${run.failure.message}`)}`);
    console.log(`  expected  ${run.failure.expected}`);
    console.log(`  actual    ${run.failure.actual.replaceAll('\n', `\n${' '.repeat(12)}`)}`);
    if (options.html !== undefined) {
      if (findings.causes === undefined) throw nothingToDraw(run.failure.message);
      const { failure, losses, nodes } = run;
      const places = findings.causes.lines.map(({ stack }) => placesOf(stack, map));
      const { id, title } = cell.test;
      const page = {
        token: tokenOrFile,
        title: `${id}: ${title}`,
        failure,
        causes: findings.causes,
        losses,
        nodes,
        places,
      };
      await writePage(options.html, page);
    }
    return EXIT.failed;
  } finally {
    runner.close();
  }
}

function tell({ lines, leftOut }: Causes, map: BundleSourceMap): void {
  if (leftOut.earlier > 0) console.log(chalk.dim(`… ${leftOut.earlier} earlier events\n`));
  for (const { atMs, event, node, text, stack } of lines) {
    const places = placesOf(stack, map);
    const head = `${formatMs(atMs).padStart(12)}  `;
    const who = event === 0 ? chalk.yellow(text) : `${chalk.bold(node)} ${text}`;
    console.log(`${head}${who}${places.length === 0 ? '' : chalk.dim(`  [${places.join(' ← ')}]`)}`);
  }
  console.log(
    chalk.dim(
      `\nleft out: ${leftOut.routine} events that changed nothing, ${leftOut.unrelated} that cannot have led to it\n`,
    ),
  );
}

function placesOf(stack: string, map: BundleSourceMap): string[] {
  return map
    .mapStack(stack)
    .places.slice(0, SHOWN_FRAMES)
    .map((place) => showPlace(place));
}

function nothingToDraw(message: string): LabsError {
  return new LabsError('nothing-to-draw', `nothing is known of what led to it: ${message}`, {
    hint: 'the process that ran the test ended with it: run it without --html',
  });
}

async function writePage(file: string, explained: ExplainedFailure): Promise<void> {
  const { failurePage } = await import('../grading/pages/failure-page.ts');
  writeOutput(file, failurePage(explained));
}
