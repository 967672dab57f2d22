import chalk from 'chalk';
import { watch as watchFiles } from 'chokidar';
import { isSubmissionFault } from '../grading/submission/submission-fault.ts';
import type { PlannedRun } from './run-tests.ts';

/** Editors write a file in several steps: wait until it is quiet. */
const QUIET_MS = 80;

/**
 * Runs, then runs again whenever an input changes, until interrupted.
 *
 * @param folder what to watch while the inputs are not known, because nothing has been built yet.
 */
export async function watch(folder: string, run: () => Promise<PlannedRun>): Promise<number> {
  let inputs = [folder];
  let exitCode = 0;
  for (;;) {
    try {
      ({ inputs, exitCode } = await run());
    } catch (error) {
      if (!isSubmissionFault(error)) throw error;
      console.error(`error: ${error.message}`);
      if (error.hint !== undefined) console.error(`hint:  ${error.hint}`);
      exitCode = error.exitCode;
    }
    if (!(await nextChange(inputs))) return exitCode;
  }
}

/** Resolves to true at the next change, to false on an interrupt. */
async function nextChange(inputs: readonly string[]): Promise<boolean> {
  const watcher = watchFiles([...inputs], { ignoreInitial: true, ignored: (path) => path.endsWith('node_modules') });
  const isChange = await new Promise<boolean>((resolve) => {
    const interrupt = () => resolve(false);
    process.once('SIGINT', interrupt);
    watcher.once('ready', () => console.log(chalk.dim('\nwaiting for a change; Ctrl-C ends\n')));
    watcher.once('all', () => {
      process.off('SIGINT', interrupt);
      setTimeout(() => resolve(true), QUIET_MS);
    });
  });
  await watcher.close();
  return isChange;
}
