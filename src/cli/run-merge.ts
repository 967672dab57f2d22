import { ClassResults } from '../grading/batch/class-results.ts';
import { mergeRuns } from '../grading/batch/merge-runs.ts';
import { writeGrades } from '../grading/batch/run-class.ts';
import { tellEnd } from './carry-out-class.ts';

export interface MergeCommandOptions {
  out: string;
  allowMissing?: boolean;
  reporter: string;
}

/** `labs merge-reports`: returns the exit code. */
export async function runMerge(paths: readonly string[], options: MergeCommandOptions): Promise<number> {
  const { out, allowMissing = false } = options;
  const { folder, records, missing, contradictions } = await mergeRuns({ paths, out, allowMissing });
  const document = writeGrades(folder, new ClassResults(records));
  if (missing.length > 0)
    console.error(`warning: without ${missing.join(', ')}: what they would have run is incomplete`);
  for (const each of contradictions) {
    console.error(`nondeterminism: two runs of the same code with the same seed differ: ${each}`);
  }
  return tellEnd(document, folder, options);
}
