import { Command, Option } from 'commander';
import type { CompareOptions } from '../run-compare.ts';

/** `labs compare [system…]` */
export function compareCommand(): Command {
  return new Command('compare')
    .description('run the submission beside the systems of later lectures, on one workload')
    .argument('[system...]', 'systems to run (default: all that can do what the workload asks for)')
    .option('--workload <name>', 'what clients do', 'read-heavy')
    .option('--topology <name>', 'where machines stand (default: three-regions)')
    .option('--faults <name>', 'what goes wrong meanwhile', 'none')
    .option('--seed <n>', 'decides everything that is left to chance', '1')
    .option('--seeds <k>', 'so many seeds, from that one on: the worst verdict and the medians', '1')
    .option('--clients <n>', 'clients, evenly over the sites (default: 9; 48 in a sweep)')
    .option('--requests <n>', 'requests of all clients together (default: 3000; fewer in each run of a sweep)')
    .option('--rate <n>', 'open loop: so many requests per second (default: closed loop, unless there are faults)')
    .addOption(
      new Option('--sweep <what>', 'many runs: from little load to too much, or from few servers to many').choices([
        'load',
        'nodes',
      ]),
    )
    .option('--plant <bug>', 'show that the checker finds a bug: its system, in the comparison that shows it')
    .option('--submission <dir>', 'folder with the code to compare (default: from grading.config.json)')
    .option('--config <file>', 'config to use (default: grading.config.json here or above)')
    .option('--list', 'say what there is to choose from')
    .option('--html <file>', 'write a page with plots too')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (systems: string[], options: CompareOptions) => {
      const { runCompare } = await import('../run-compare.ts');
      process.exitCode = await runCompare(systems, options);
    });
}
