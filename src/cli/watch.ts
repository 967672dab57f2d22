import chalk from 'chalk';
import { watch as watchFiles } from 'chokidar';
import { LabsError } from '../base/errors.ts';
import type { PlannedRun } from './run-tests.ts';

/** Editors write a file in several steps: wait until it is quiet. */
const QUIET_MS = 80;

/** Runs, then runs again whenever an input changes, until interrupted. */
export async function watch(run: () => Promise<PlannedRun>): Promise<number> {
  let inputs: string[] = [];
  let exitCode = 0;
  for (;;) {
    try {
      ({ inputs, exitCode } = await run());
    } catch (error) {
      // A file that does not build right now is no reason to stop watching; without any file there is nothing to watch.
      if (!(error instanceof LabsError) || inputs.length === 0) throw error;
      console.error(`error: ${error.message}`);
    }
    console.log(chalk.dim('\nwaiting for a change; Ctrl-C ends\n'));
    if (!(await nextChange(inputs))) return exitCode;
  }
}

/** Resolves to true at the next change, to false on an interrupt. */
async function nextChange(inputs: readonly string[]): Promise<boolean> {
  const watcher = watchFiles([...inputs], { ignoreInitial: true });
  const isChange = await new Promise<boolean>((resolve) => {
    watcher.once('all', () => setTimeout(() => resolve(true), QUIET_MS));
    process.once('SIGINT', () => resolve(false));
  });
  await watcher.close();
  process.removeAllListeners('SIGINT');
  return isChange;
}
