import { Command, Option } from 'commander';
import type { MergeCommandOptions } from '../run-merge.ts';

/** `labs merge-reports <run…>` */
export function mergeReportsCommand(): Command {
  return new Command('merge-reports')
    .description('join the run folders of all shards of a class into one')
    .argument('<run...>', 'run folders, one per shard')
    .option('--out <folder>', 'run folder to make', 'labs-grades')
    .option('--allow-missing', 'merge what is there: what no shard has run is incomplete')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (runs: string[], options: MergeCommandOptions) => {
      const { runMerge } = await import('../run-merge.ts');
      process.exitCode = await runMerge(runs, options);
    });
}
