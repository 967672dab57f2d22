import { Command } from 'commander';
import { SHRINK_LIMITS } from '../../grading/shrink/limits.ts';
import type { ShrinkCommandOptions } from '../shrink-run.ts';
import { addCodeOptions } from './test.ts';

/** `labs shrink TOKEN|FILE` */
export function shrinkCommand(): Command {
  const command = new Command('shrink')
    .description('find the smallest run that still fails in the same way, and tell it')
    .argument('<token>', 'test and seed, as a failure’s replay line shows them, or the file of a run')
    .option('--runs <n>', 'how many runs the search may take', String(SHRINK_LIMITS.maxRuns))
    .option('--events <n>', 'how many events all of them may take', String(SHRINK_LIMITS.maxEvents))
    .option('--output <file>', 'where to write the run (default: the test’s name and seed)');
  return addCodeOptions(command).action(async (token: string, options: ShrinkCommandOptions) => {
    const { shrinkRun } = await import('../shrink-run.ts');
    process.exitCode = await shrinkRun(token, options);
  });
}
