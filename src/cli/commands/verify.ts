import { Command, Option } from 'commander';
import type { VerifyOptions } from '../run-verify.ts';

/** `labs verify <run>` */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('is a run what it says: checks the journal, the code and the grades, and runs some of it again')
    .argument('<run>', 'folder of the run')
    .option('--cells <n>', 'how many runs to repeat, chosen by chance; 0: none', '20')
    .option('--seed <n>', 'decides which (default: another one each time)')
    .option('--jobs <j>', 'worker processes (default: one per core)')
    .option('--allow-weaker-jail', 'run code even where the jail for submissions is not complete (`labs doctor`)')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (run: string, options: VerifyOptions) => {
      const { runVerify } = await import('../run-verify.ts');
      process.exitCode = await runVerify(run, options);
    });
}
