import { packagePath } from '../dist/base/package-path.js';
import { loadConfig } from '../dist/grading/config/load-config.js';
import { CellRunner } from '../dist/grading/run/cell-runner.js';
import { loadMutants } from '../dist/grading/selfcheck/load-mutants.js';
import { loadSubmission } from '../dist/grading/submission/load.js';

const config = { ...loadConfig(packagePath()), entries: {} };
const { limits } = config;

/** The planted bugs with these ids, in this order. */
export async function plantedBugs(ids) {
  const mutants = await loadMutants();
  return ids.map((id) => mutants.find((mutant) => mutant.id === id));
}

/** What runs the reference, with a planted bug or without. */
export async function codeWith(patches, entry) {
  const submission = await loadSubmission(packagePath('reference', 'labs'), config, [entry], { patches });
  return { submission, limits, consoleFd: undefined };
}

export async function runnerWith(patches, entry) {
  return new CellRunner(await codeWith(patches, entry));
}
