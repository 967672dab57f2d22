import { Command } from 'commander';
import type { RunOptions } from '../run-job.ts';

/** `labs run mapreduce FILES…` */
export function runCommand(): Command {
  return new Command('run')
    .description('run a lab’s code for real: MapReduce, on processes and files of this machine')
    .argument('<lab>', 'mapreduce')
    .argument('<files...>', 'input files, one map task each')
    .requiredOption('--app <name>', 'what to compute: wc, indexer, …')
    .option('--workers <n>', 'worker processes', '3')
    .option('--reduces <n>', 'reduce tasks, and output files', '10')
    .option('--submission <dir>', 'folder with the code to run (default: from grading.config.json)')
    .option('--config <file>', 'config to use (default: grading.config.json here or above)')
    .option('--output <dir>', 'where mr-out-0, mr-out-1, … go', 'mr-output')
    .option('--timeout <seconds>', 'give up after so long', '600')
    .option('--verbose', 'show what the processes print')
    .action(async (lab: string, files: string[], options: RunOptions) => {
      const { runJob } = await import('../run-job.ts');
      process.exitCode = await runJob(lab, files, options);
    });
}
