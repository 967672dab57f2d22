import { Command } from 'commander';
import type { RegradeOptions } from '../run-regrade.ts';
import { addGradeOptions } from './grade.ts';

/** `labs regrade <run>` */
export function regradeCommand(): Command {
  const command = new Command('regrade')
    .description('grade the code of a run again, by the config of now, into a new run folder')
    .argument('<run>', 'folder of the run')
    .option('--out <folder>', 'folder of the new run (default: beside the old one)')
    .option('--only <parts>', 'only tests of these parts; the other results are taken over')
    .option('--students <ids>', 'only these students, with commas between')
    .option('--where <condition>', 'only such students: score<max, status=incomplete, …');
  return addGradeOptions(command).action(async (run: string, options: RegradeOptions) => {
    const { runRegrade } = await import('../run-regrade.ts');
    process.exitCode = await runRegrade(run, options);
  });
}
