import chalk from 'chalk';
import { makeDocument, type ReportDocument, type RunContext } from '../grading/report/document.ts';
import { MAX_TEXT_CHARS, presentable } from '../grading/report/presentable.ts';
import { closingText, partHeading, testLine } from '../grading/report/text.ts';
import type { Cell } from '../grading/run/plan.ts';
import type { CellResult } from '../grading/run/run-cells.ts';
import { terminalSpinner } from './spinner.ts';

export interface Progress {
  onResult(result: CellResult): void;
  finish(document: ReportDocument): void;
}

export interface ProgressOptions {
  cells: readonly Cell[];
  context: RunContext;
  /** Print lines for people? Otherwise only the spinner shows, on standard error. */
  isText: boolean;
}

/**
 * Shows results as they come, in the order of the plan: a line waits until all before it are there. On a terminal a
 * spinner says how far it is.
 */
export async function createProgress({ cells, context, isText }: ProgressOptions): Promise<Progress> {
  const startMs = performance.now();
  const waiting = new Map<Cell, CellResult>();
  let printed = 0;
  let done = 0;
  let part = '';
  const spinner = (await terminalSpinner())?.start();

  function printReady(): void {
    for (;;) {
      const result = waiting.get(cells[printed] as Cell);
      if (result === undefined) return;
      waiting.delete(result.cell);
      printed++;
      const document = makeDocument([result], context);
      for (const report of document.parts) {
        if (report.id !== part) write(`${part === '' ? '' : '\n'}${partHeading(report, chalk)}`);
        part = report.id;
        for (const test of report.tests) write(testLine(test, chalk));
      }
    }
  }

  function write(line: string): void {
    if (!isText) return;
    spinner?.clear();
    process.stdout.write(`${line}\n`);
  }

  return {
    onResult(result) {
      done++;
      waiting.set(result.cell, result);
      printReady();
      if (spinner !== undefined) spinner.text = `${done} of ${cells.length}`;
    },
    finish(document) {
      spinner?.stop();
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      write(`\n${closingText(presentable(document, MAX_TEXT_CHARS), chalk).trimEnd()}   ${chalk.dim(`${seconds} s`)}`);
    },
  };
}
