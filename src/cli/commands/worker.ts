import { Command } from 'commander';
import type { WorkerCommandOptions } from '../run-worker.ts';

/** `labs worker` */
export function workerCommand(): Command {
  return new Command('worker')
    .description('run tests for graders that share a queue (labs grade --redis)')
    .requiredOption('--redis <url>', 'address of the Redis or Valkey that holds the queue')
    .option('--jobs <j>', 'tests at a time (default: one per core)')
    .option('--allow-weaker-jail', 'work even where the jail for submissions is not complete (`labs doctor`)')
    .action(async (options: WorkerCommandOptions) => {
      const { runWorker } = await import('../run-worker.ts');
      process.exitCode = await runWorker(options);
    });
}
