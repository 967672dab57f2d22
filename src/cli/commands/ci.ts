import { Command } from 'commander';
import type { CiOptions } from '../run-ci.ts';
import { addExecutionOptions } from './test.ts';

/** `labs ci [part…]` */
export function ciCommand(): Command {
  const command = new Command('ci')
    .description('the gate of a pull request: run the required parts, and write reports')
    .argument('[part...]', 'parts to run (default: ci.parts of the config, or all of it)')
    .option('--reports <dir>', 'folder for junit.xml, summary.md and report.json', 'labs-report')
    .option('--seed <n>', 'seed of the first run')
    .option('--seeds <k>', 'how many seeds each test runs with')
    .option('--jobs <j>', 'worker processes (default: one per core)');
  return addExecutionOptions(command).action(async (parts: string[], options: CiOptions) => {
    const { runCi } = await import('../run-ci.ts');
    process.exitCode = await runCi(parts, options);
  });
}
