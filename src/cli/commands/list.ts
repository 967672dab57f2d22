import { Command } from 'commander';

/** `labs list [part]` */
export function listCommand(): Command {
  return new Command('list')
    .description('the tests, their points and what each checks')
    .argument('[part...]', 'parts to list (default: all)')
    .option('--config <file>', 'config to use (default: grading.config.json here or above)')
    .option('--json', 'print JSON')
    .action(async (parts: string[], options: { config?: string; json?: boolean }) => {
      const { listTests } = await import('../list-tests.ts');
      process.stdout.write(listTests(parts, options));
    });
}
