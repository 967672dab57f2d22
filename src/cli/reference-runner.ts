import { realpathSync } from 'node:fs';
import { packagePath } from '../base/package-path.ts';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import { CellRunner } from '../grading/run/cell-runner.ts';
import type { Cell } from '../grading/run/plan.ts';
import { loadSubmission } from '../grading/submission/load.ts';
import { type CodeOptions, submissionFolder } from './code-options.ts';

/** Runs the bundled reference, which passes every test; undefined when the submission is the reference itself. */
export async function referenceRunner(
  cells: readonly Cell[],
  options: CodeOptions,
  config: LoadedConfig,
): Promise<CellRunner | undefined> {
  const folder = packagePath('reference', 'labs');
  if (realpathSync(submissionFolder(options, config)) === realpathSync(folder)) return undefined;
  const entries = [...new Set(cells.map(({ test }) => test.entry))];
  const submission = await loadSubmission(folder, { ...config, entries: {} }, entries);
  return new CellRunner({ submission, limits: config.limits, consoleFd: undefined });
}
