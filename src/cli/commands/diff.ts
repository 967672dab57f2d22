import { Command, Option } from 'commander';

/** `labs diff <run> <run>` */
export function diffCommand(): Command {
  return new Command('diff')
    .description('what became of the grades from one run to another: lowered scores first')
    .argument('<before>', 'folder of a run')
    .argument('<after>', 'folder of another')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (before: string, after: string, options: { reporter: string }) => {
      const { diffRuns } = await import('../diff-runs.ts');
      process.exitCode = diffRuns(before, after, options);
    });
}
