import type { Aspect } from '../../labs/observed-run/observed-run.ts';
import { type CellRun, EMPTY_RUN } from './cell-run.ts';
import { CellRunner, type CellRunnerOptions } from './cell-runner.ts';
import type { Cell } from './plan.ts';

export interface CellResult {
  cell: Cell;
  run: CellRun;
}

export interface RunCellsOptions extends CellRunnerOptions {
  cells: readonly Cell[];
  jobs: number;
  /** Stop handing out work after the first cell that did not pass. */
  bail: boolean;
  /** What else to find out about each run; what it finds is part of the result. */
  aspect?: Aspect | undefined;
  onResult?: (result: CellResult) => void;
}

/**
 * Runs cells in worker processes and returns their results in the order of the cells.
 *
 * @throws LabsError when the submission's code fails while it is loaded.
 */
export async function runCells(options: RunCellsOptions): Promise<CellResult[]> {
  const { cells } = options;
  const results: (CellResult | undefined)[] = new Array(cells.length).fill(undefined);
  let next = 0;
  let isOver = false;

  async function work(): Promise<void> {
    const runner = new CellRunner(options);
    try {
      while (!isOver && next < cells.length) {
        const position = next++;
        const cell = cells[position] as Cell;
        const { run } = await runner.run(cell, options.aspect);
        const result = { cell, run };
        results[position] = result;
        options.onResult?.(result);
        if (options.bail && run.status !== 'passed') isOver = true;
      }
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      runner.close();
    }
  }

  const jobs = Math.max(1, Math.min(options.jobs, cells.length));
  await Promise.all(Array.from({ length: jobs }, work));
  return results.map((result, position) => result ?? { cell: cells[position] as Cell, run: skipped() });
}

function skipped(): CellRun {
  return { ...EMPTY_RUN, status: 'skipped', failure: null };
}
