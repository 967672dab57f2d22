import { Command, Option } from 'commander';
import type { GradeOptions } from '../run-grade.ts';

/** Options of the commands that run a class. */
export function addGradeOptions(command: Command): Command {
  return command
    .option('--config <file>', 'config to use (default: grading.config.json here or above)')
    .option('--secret-file <file>', 'the course’s secret (default: the environment’s LABS_COURSE_SECRET)')
    .option('--jobs <j>', 'worker processes (default: one per core)')
    .option('--redis <url>', 'have the tests run by `labs worker` processes that share this Redis or Valkey')
    .option('--strict-isolation', 'a jailed process for every server, not for every test')
    .option('--allow-weaker-jail', 'grade even where the jail for submissions is not complete (`labs doctor`)')
    .addOption(new Option('--reporter <name>', 'what to print').choices(['text', 'json']).default('text'));
}

/** `labs grade <dir…>` */
export function gradeCommand(): Command {
  const command = new Command('grade')
    .description('grade a class: folders with a submission each, or folders full of them')
    .argument('[dir...]', 'submissions, or folders of submissions')
    .option('--out <folder>', 'folder of the run; an unfinished run in it goes on', 'labs-grades')
    .option('--fresh', 'a new run folder beside the one that is there')
    .option('--parts <parts>', 'parts to grade, with commas between (default: the config’s)')
    .option('--roster <file>', 'CSV of students: id, and optionally name, email, path, submitted_at')
    .option('--extensions <file>', 'CSV of extensions: id, and deadline or days, late_days_used')
    .option('--shard <i/n>', 'only this of n parts, for as many machines; auto asks the environment')
    .option('--timings <file>', 'timings.json of an earlier run, to make shards that take equally long')
    .option('--anonymous', 'pseudonyms instead of names, everywhere but in one private file');
  return addGradeOptions(command).action(async (paths: string[], options: GradeOptions) => {
    const { runGrade } = await import('../run-grade.ts');
    process.exitCode = await runGrade(paths, options);
  });
}
