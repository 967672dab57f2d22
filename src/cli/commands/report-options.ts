import { type Command, Option } from 'commander';

/** As in `grading/report/registry.ts`, which would load every format for `labs --help`; a test compares the two. */
export const REPORTERS = [
  'text',
  'json',
  'junit',
  'github',
  'markdown',
  'gradescope',
  'classroom50',
  'classroom50-release',
  'ctrf',
  'tap',
  'autolab',
  'prairielearn',
  'check50',
  'github-classroom',
] as const;

/** Options that say what to report, and where. */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(new Option('--reporter <name>', `what to print: ${REPORTERS.join(', ')}`).default('text'))
    .option('--output <file>', 'write the report to a file too, in the form of the reporter')
    .option('--report <name=file>', 'write a report of another form to a file; may be given several times', collect)
    .option('--metadata <file>', 'what the grading system says about the submission, for reports that tell lateness');
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
