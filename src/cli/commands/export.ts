import { Command, Option } from 'commander';
import type { AutograderOptions } from '../export-autograder.ts';
import type { CanvasOptions, CsvExportOptions, MoodleOptions } from '../export-gradebook.ts';

/** `labs export WHAT` */
export function exportCommand(): Command {
  const command = new Command('export').description('write gradebooks and autograders for other systems');
  for (const subcommand of [csv(), canvas(), moodle(), gradescope(), classroom50(), autolab()]) {
    // Options of parents are not passed on by themselves.
    command.addCommand(subcommand.copyInheritedSettings(command).exitOverride());
  }
  return command;
}

const OUT = '--out <file>';
const RUN = 'folder of a run of `labs grade`, or its grades.json';

function csv(): Command {
  return new Command('csv')
    .description('the grades of a class: one row per submission')
    .argument('<run>', RUN)
    .option(OUT, 'where to write it (default: standard output)')
    .option('--bom', 'begin with a byte order mark, for Excel')
    .action(async (run: string, options: CsvExportOptions) => {
      const { exportCsv } = await import('../export-gradebook.ts');
      exportCsv(run, options);
    });
}

function canvas(): Command {
  return new Command('canvas')
    .description('fill in an assignment of Canvas’ own export, and leave the rest as it is')
    .argument('<run>', RUN)
    .requiredOption('--roster <file>', 'what Canvas exported: Gradebook, Export')
    .requiredOption('--assignment <name>', 'the assignment: its name in Canvas, or its number')
    .option('--key <column>', 'column of the export that tells students apart', 'SIS Login ID')
    .option('--by <field>', 'what that is here: id, email, or another column of your roster', 'id')
    .option(OUT, 'where to write it (default: standard output)')
    .option('--dry-run', 'only say what would change')
    .action(async (run: string, options: CanvasOptions) => {
      const { exportCanvas } = await import('../export-gradebook.ts');
      exportCanvas(run, options);
    });
}

function moodle(): Command {
  return new Command('moodle')
    .description('grades with feedback for Moodle’s import')
    .argument('<run>', RUN)
    .addOption(new Option('--by <key>', 'what Moodle finds students by').choices(['email', 'id']).default('email'))
    .option(OUT, 'where to write it (default: standard output)')
    .option('--bom', 'begin with a byte order mark, for Excel')
    .action(async (run: string, options: MoodleOptions) => {
      const { exportMoodle } = await import('../export-gradebook.ts');
      exportMoodle(run, options);
    });
}

function gradescope(): Command {
  return autograder('gradescope', 'an autograder for Gradescope, as a zip')
    .option('--out <file>', 'where to write it', 'gradescope-autograder.zip')
    .action(async (parts: string[], options: AutograderOptions) => {
      const { exportGradescope } = await import('../export-autograder.ts');
      await exportGradescope(parts, options);
    });
}

function classroom50(): Command {
  return autograder('classroom50', 'an autograder for Classroom 50, as a folder')
    .option('--out <dir>', 'a new folder to write it to', 'classroom50-autograder')
    .action(async (parts: string[], options: AutograderOptions) => {
      const { exportClassroom50 } = await import('../export-autograder.ts');
      exportClassroom50(parts, options);
    });
}

function autolab(): Command {
  return autograder('autolab', 'an autograder for Autolab: autograde-Makefile and autograde.tar')
    .option('--out <dir>', 'a new folder to write it to', 'autolab-autograder')
    .action(async (parts: string[], options: AutograderOptions) => {
      const { exportAutolab } = await import('../export-autograder.ts');
      await exportAutolab(parts, options);
    });
}

function autograder(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('[part...]', 'parts that it runs (default: ci.parts of the config, or all of it)')
    .option('--config <file>', 'config to take along (default: grading.config.json here or above)');
}
