import { Command, Option } from 'commander';
import type { CheckFileOptions } from '../check-file.ts';

/** `labs check FILE --model NAME` */
export function checkCommand(): Command {
  return new Command('check')
    .description('check a recorded history against a model or a consistency level')
    .argument('[file]', 'the history; - for standard input')
    .option('--model <name>', 'what it should be: a consistency level or an object; see --list')
    .option('--list', 'show all levels, objects and formats')
    .option('--format <name>', 'jsonl, porcupine or jepsen (default: what the file looks like)')
    .addOption(new Option('--reporter <name>', 'what to print: text or json').default('text'))
    .option('--html <file>', 'draw the history (linearizability only)')
    .option('--max-steps <n>', 'steps of a search, before the answer is unknown')
    .option('--max-memory <mib>', 'memory of a search, before the answer is unknown')
    .action(async (file: string | undefined, options: CheckFileOptions) => {
      const { checkFile } = await import('../check-file.ts');
      process.exitCode = await checkFile(file, options);
    });
}
