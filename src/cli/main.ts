import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { EXIT, LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { printable } from '../base/printable.ts';
import { checkCommand } from './commands/check.ts';
import { ciCommand } from './commands/ci.ts';
import { compareCommand } from './commands/compare.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { fuzzCommand } from './commands/fuzz.ts';
import { gradeCommand } from './commands/grade.ts';
import { initCommand } from './commands/init.ts';
import { listCommand } from './commands/list.ts';
import { mergeReportsCommand } from './commands/merge-reports.ts';
import { regradeCommand } from './commands/regrade.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { selfcheckCommand } from './commands/selfcheck.ts';
import { shrinkCommand } from './commands/shrink.ts';
import { testCommand } from './commands/test.ts';
import { verifyCommand } from './commands/verify.ts';
import { workerCommand } from './commands/worker.ts';

/** One line per command. A command loads what it needs when it runs: `labs --help` must be quick. */
const COMMANDS: readonly (() => Command)[] = [
  testCommand,
  ciCommand,
  listCommand,
  initCommand,
  replayCommand,
  fuzzCommand,
  shrinkCommand,
  explainCommand,
  runCommand,
  gradeCommand,
  mergeReportsCommand,
  workerCommand,
  reportCommand,
  regradeCommand,
  diffCommand,
  verifyCommand,
  selfcheckCommand,
  checkCommand,
  exportCommand,
  compareCommand,
  doctorCommand,
];

/** Runs the command line and sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe);
  const program = new Command('labs')
    .description('Grades the 6.824 distributed-systems labs in a deterministic simulation.')
    .version(version())
    .showHelpAfterError('(run with --help for the options)')
    .showSuggestionAfterError();
  for (const command of COMMANDS) program.addCommand(inherit(command()));
  inherit(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Whoever reads the output may stop (`labs list | head`): the work goes on, and so does what it writes to files. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function inherit(command: Command): Command {
  return command.exitOverride();
}

/** Tells the person what went wrong; returns the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
  if (error instanceof LabsError) {
    // Messages quote what submissions contain.
    console.error(`error: ${printable(error.message)}`);
    if (error.hint !== undefined) console.error(`hint:  ${error.hint}`);
    return error.exitCode;
  }
  if ((error as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd') {
    console.error('error: the current folder does not exist any more\nhint:  go to another one');
    return EXIT.usage;
  }
  console.error(`labs itself is at fault: ${error instanceof Error ? error.stack : String(error)}`);
  return EXIT.harness;
}

function version(): string {
  return (JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }).version;
}
