import { Command, Option } from 'commander';
import type { SelfcheckCommandOptions } from '../run-selfcheck.ts';

/** `labs selfcheck [bug or part…]` */
export function selfcheckCommand(): Command {
  return new Command('selfcheck')
    .description('test the tests: every planted bug must be caught for the right reason, the references must pass')
    .argument('[what...]', 'planted bugs (R21) or parts (2C); default: all')
    .option('--seeds <k>', 'seeds of each bug’s directed test', '20')
    .option('--part-seeds <k>', 'seeds of the other tests of its part; 0: none of them (default: as --seeds)')
    .option('--reference-seeds <k>', 'seeds per test of the references', '20')
    .option('--jobs <j>', 'worker processes (default: one per core)')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'))
    .option('--page <file>', 'write the result as a page of Markdown too')
    .action(async (what: string[], options: SelfcheckCommandOptions) => {
      const { runSelfcheck } = await import('../run-selfcheck.ts');
      process.exitCode = await runSelfcheck(what, options);
    });
}
