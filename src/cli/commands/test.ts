import { Command, Option } from 'commander';
import type { HintLevel } from '../../grading/hints/hint-for.ts';
import type { TestOptions } from '../run-tests.ts';
import { addReportOptions } from './report-options.ts';

const HINT_LEVELS: HintLevel[] = ['off', 'rule', 'scenario'];

/** Options that decide which code runs. */
export function addCodeOptions(command: Command): Command {
  return command
    .option('--submission <dir>', 'folder with the code to test (default: from grading.config.json)')
    .option('--config <file>', 'config to use (default: grading.config.json here or above)')
    .option('--with <lab=dir...>', 'take a lab’s module from another folder, or from the reference: raft=reference');
}

/** Options that all share which run tests and report. */
export function addExecutionOptions(command: Command): Command {
  return addReportOptions(addCodeOptions(command))
    .addOption(
      new Option('--hints <level>', 'what failures tell beyond facts (default: the config’s)').choices(HINT_LEVELS),
    )
    .addOption(new Option('--host <name>', 'where servers run: vm, or process (a jail)').choices(['vm', 'process']))
    .option('--strict-isolation', 'a jailed process for every server, not for every test')
    .option('--verbose', 'show what the servers print, with server and virtual time');
}

/** Options that `test` and `replay` share. */
export function addRunOptions(command: Command): Command {
  return addExecutionOptions(command).option(
    '--inspect [[host:]port]',
    'wait for a debugger (127.0.0.1:9229), then run in this process',
  );
}

/** `labs test <part…>` */
export function testCommand(): Command {
  const command = new Command('test')
    .description('run the tests of parts: 2A, 2B, a whole lab (2), or all')
    .argument('<part...>', 'parts to run')
    .option('--test <pattern>', 'only tests whose id contains this')
    .option('--seed <n>', 'seed of the first run')
    .option('--seeds <k>', 'how many seeds each test runs with')
    .option('--jobs <j>', 'worker processes (default: one per core)')
    .option('--bail', 'stop at the first failure')
    .option('--check-determinism', 'run everything twice, and name the first event that differs')
    .option('--watch', 'run again whenever the submission changes');
  return addRunOptions(command).action(async (parts: string[], options: TestOptions) => {
    const { runTests } = await import('../run-tests.ts');
    process.exitCode = await runTests(parts, options);
  });
}
