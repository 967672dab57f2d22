import { Command } from 'commander';
import type { TestOptions } from '../run-tests.ts';
import { addCodeOptions } from './test.ts';

/** `labs explain TOKEN|FILE` */
export function explainCommand(): Command {
  const command = new Command('explain')
    .description('run a failure again, and tell the events that led to it')
    .argument('<token>', 'test and seed, as a failure’s replay line shows them, or the file of a shrunk run');
  command.option('--html <file>', 'draw it as a space-time diagram, too');
  return addCodeOptions(command).action(async (token: string, options: TestOptions & { html?: string }) => {
    const { explainRun } = await import('../explain-run.ts');
    process.exitCode = await explainRun(token, options);
  });
}
