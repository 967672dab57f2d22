import { Command } from 'commander';
import type { TestOptions } from '../run-tests.ts';
import { addRunOptions } from './test.ts';

/** `labs replay TOKEN|FILE` */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description('run one test with one seed again: the same run, event for event')
    .argument(
      '<token>',
      'test and seed, as a failure’s replay line shows them (2B/backup@17), or the file of a shrunk run',
    );
  return addRunOptions(command).action(async (token: string, options: TestOptions) => {
    const [{ runCellsAndReport }, { findRun }] = await Promise.all([
      import('../run-tests.ts'),
      import('../find-run.ts'),
    ]);
    process.exitCode = await runCellsAndReport([findRun(token)], options);
  });
}
