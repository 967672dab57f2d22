import { Command } from 'commander';

/** `labs doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('what this machine has and lacks')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const { diagnose } = await import('../diagnose.ts');
      const { text, exitCode } = await diagnose(options);
      process.stdout.write(text);
      process.exitCode = exitCode;
    });
}
