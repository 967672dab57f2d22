import { Command } from 'commander';

/** `labs report RUN` */
export function reportCommand(): Command {
  return new Command('report')
    .description('write the pages of a graded class: one for the class, one per submission')
    .argument('<run>', 'the folder of a run of `labs grade`, or its grades.json')
    .option('--out <dir>', 'where to write them (default: the folder `report` of the run)')
    .action(async (run: string, options: { out?: string }) => {
      const { reportRun } = await import('../report-run.ts');
      process.exitCode = reportRun(run, options);
    });
}
